// Next: the forecast by category and window on the map, with interval and reasons for each cell; planned events; where teams would cover most.

import { h, icon, swap } from "../dom.js";
import { cells as load, forgetCells, get } from "../api.js";
import { dayAndHour, expected, hour, interval, iso, seconds, window as span } from "../format.js";
import { house } from "../house.js";
import { own, t } from "../words.js";
import { CityMap } from "../map/map.js";
import { cellList } from "../parts/cellList.js";
import { cellReasons } from "../parts/cellReasons.js";
import { coverage } from "../parts/coverage.js";
import { legend } from "../parts/legend.js";
import { clash, event } from "../parts/plan.js";
import { sourceName } from "../parts/sources.js";
import { empty, fill, trouble, waiting } from "../parts/states.js";
import { tabs } from "../parts/tabs.js";

export function next(main, where, signal) {
    const state = { windows: [], index: 0, category: where.ask.get("category") ?? "all", cell: null, cells: null, problem: null };
    const map = new CityMap({ label: t("next.map"), signal, onPick: ({ cell, zone }) => choose(cell, zone), describe });
    const category = h("select", { id: "next-category", onchange: () => { state.category = category.value; show(); } });
    const range = h("input",
        {
            type: "range", id: "next-range", min: 0, max: 0, step: 1, "aria-label": t("next.window"), oninput: () => {
                state.index = Number(range.value);
                clearTimeout(state.wait);
                words();
                state.wait = setTimeout(show, 60);
            }
        }
    );
    const windowWords = h("output.time-words", { for: "next-range" });
    const marks = h("div.window-marks", { "aria-hidden": "true" });
    const legendPlace = h("div");
    const heading = h("div.side-head", { "aria-live": "polite" });
    const arrow = (name, word, step) => h("button.round",
        {
            type: "button", title: t(word), "aria-label": t(word), onclick: () => {
                range.value = Number(range.value) + step;
                range.dispatchEvent(new Event("input"));
            }
        },
        icon(name)
    );
    const tools = h("div.time-tools", arrow("back", "next.earlier", -1), arrow("forward", "next.later", 1));
    const slider = h("div.time-track", marks, range);
    const side = tabs(
        [
            { id: "cell", name: t("next.cell"), panel: cellPanel }, { id: "list", name: t("next.list"), panel: list },
            { id: "events", name: t("next.events"), panel: events }, { id: "coverage", name: t("next.coverage"), panel: planner },
        ],
        t("next.side"),
        (id) => { if (id !== "coverage") map.circles([]); });
    swap(
        main,
        h(
            "div.next.split", h("h1.unseen", t("screen.next")),
            h(
                "section.map-side", { "aria-label": t("next.map") },
                h("div.map-bar", h("label.field.inline", h("span", t("category")), category)), map.element,
        h("div.timeline", { role: "group", "aria-label": t("next.window") }, h("div.time-row", windowWords, tools), slider)),
        h("aside.side", { "aria-label": t("next.side") }, heading, side.element)));
    map.element.append(legendPlace);
    side.show("cell");

    function current() { return state.windows[state.index]; }
    function entry() { return current()?.forecasts.find((one) => String(one.category) === state.category); }
    function id() { return state.category === "all" ? current() && `all-${current().start}-${current().end}` : entry()?.id; }

    async function begin() {
        swap(heading, waiting());
        try {
            const { forecasts, windows } = await get("/forecasts", {}, signal);
            const groups = new Map();
            for (const one of forecasts) {
                const key = `${one.start}/${one.end}`;
                if (!groups.has(key)) groups.set(key, { start: seconds(one.start), end: seconds(one.end), forecasts: [], all: null });
                groups.get(key).forecasts.push(one);
            }
            // All categories together have an interval of their own: the sum of theirs would be too wide.
            for (const one of windows ?? []) { const group = groups.get(`${one.start}/${one.end}`); if (group) group.all = one; }
            state.windows = [...groups.values()].sort((a, b) => a.start - b.start || a.end - b.end);
            state.problem = null;
        } catch (error) {
            if (error.name === "AbortError") return;
            state.problem = error;
            swap(heading, trouble(error, begin));
            return;
        }
        const wanted = Number(where.ask.get("at")) || house.present();
        state.index = Math.max(0, state.windows.findIndex((one) => one.end > wanted));
        const known = [...new Set(state.windows.flatMap((one) => one.forecasts.map((f) => f.category)))];
        if (state.category !== "all" && !known.includes(Number(state.category))) state.category = "all";
        swap(category,
            h("option", { value: "all" }, t("all.categories")),
            known.map((c) => h("option", { value: c }, own(house.category(c)?.text) || c))
        );
        category.value = state.category;
        range.max = Math.max(0, state.windows.length - 1);
        range.value = state.index;
        range.disabled = state.windows.length < 2;
        slider.hidden = tools.hidden = state.windows.length < 2;
        swap(marks,
            state.windows.map((one, i) => h("span",
                {
                    style: { left: state.windows.length > 1 ? `${(i / (state.windows.length - 1)) * 100}%` : "0%" },
                    "data-day": String(i === 0 || hour(one.start) < hour(state.windows[i - 1].start)),
                },
                hour(one.start)
            ))
        );
        words();
        show();
    }

    function words() {
        const one = current();
        windowWords.textContent = one ? span(one.start, one.end) : t("next.none");
        if (one) range.setAttribute("aria-valuetext", span(one.start, one.end));
    }

    async function show() {
        const one = current();
        if (!one) { map.cells([]); swap(heading, empty("forecasts")); side.refresh(); return; }
        const own_ = entry();
        swap(heading, summary(one, own_));
        const wanted = id();
        if (!wanted) { state.cells = null; map.cells([]); swap(legendPlace, legend(t("legend.forecast"), 0)); side.refresh(); return; }
        try {
            const found = await load(wanted, signal);
            if (id() !== wanted) return;
            state.cells = { ...found, side: house.territory.cellSize * 2 ** found.level };
            const top = map.cells([state.cells]);
            swap(legendPlace, legend(t("legend.forecast"), top, { hatched: false, elsewhere: found.elsewhere ?? null }));
        } catch (error) {
            if (error.name === "AbortError" || id() !== wanted) return;
            state.cells = null;
            map.cells([]);
            swap(heading, summary(one, own_), trouble(error, show));
        }
        side.refresh();
    }

    function summary(one, chosen) {
        const told = chosen ?? (state.category === "all" ? one.all : null);
        const sum = told ? told.expected : state.category === "all" ? one.forecasts.reduce((total, f) => total + f.expected, 0) : null;
        const silent = [...new Set((chosen ? [chosen] : one.forecasts).flatMap((f) => f.silentSources ?? []))];
        const from = chosen ?? one.forecasts[0];
        return [h("p.side-title", sum === null ? h("span.missing", t("next.none")) : [h("b", expected(sum)), h("span.soft", ` ${t("next.expected", { n: sum })}`), told && h("span.soft", ` · ${t("next.interval", { interval: interval(told.lower, told.upper) })}`)]),
            h("p.soft.small", t("next.issued", { time: dayAndHour(from.issued), model: from.model })), silent.length > 0 && h("p.chip.warn", icon("warn"), t("next.silent", { list: silent.map(sourceName).join(", ") }))];
    }

    function describe(cell) {
        const value = map.valueAt(cell);
        return value === undefined || value === null
            ? (state.cells ? t("cell.elsewhere", { value: expected(state.cells.elsewhere) }) : t("missing"))
            : t("cell.value", { value: expected(value), what: t("legend.forecast") });
    }
    function choose(cell, zone) {
        state.cell = cell;
        state.zone = zone;
        side.show("cell");
    }
    function cellPanel() {
        if (!state.cell || !id()) return [h("p.hint", t("next.choose")), current() && byCategory(current())];
        const place = h("div");
        const asked = id();
        fill(place,
            () => get(`/forecasts/${encodeURIComponent(asked)}/cell`, { cell: state.cell.join(",") }, signal),
            (one) => cellReasons(one, state.zone)
        );
        return place;
    }
    // Before a cell is chosen: what the window holds, category by category; one leads to its map.
    function byCategory(one) {
        const rows = [...one.forecasts].sort((a, b) => b.expected - a.expected);
        const most = Math.max(...rows.map((row) => row.expected), 1e-9);
        return h(
            "section.by-category", h("h3", t("day.categories")),
            h(
                "ul.bars",
                rows.map((row) => h(
                    "li",
                    h(
                        "button.button.quiet",
                        {
                            type: "button", "aria-pressed": String(String(row.category) === state.category), onclick: () => {
                                category.value = String(row.category);
                                category.dispatchEvent(new Event("change"));
                            }
                        },
            own(house.category(row.category)?.text) || row.category), h("span.bar", { "aria-hidden": "true", style: { "--part": `${(row.expected / most) * 100}%` } }, h("i")), h("span.number", h("b", expected(row.expected)), h("span.soft.small", ` ${interval(row.lower, row.upper)}`))))));
    }
    function list() {
        return state.cells ? cellList(state.cells, map, { heading: t("legend.forecast"), open: choose }) : empty("cells");
    }
    function events() {
        const place = h("div.events");
        const one = current();
        const from = one ? one.start : house.present();
        fill(place,
            () => get("/measures", { from: iso(from), to: iso(from + 2 * 86400) }, signal),
            (answer) => (
                answer.events.length || answer.incompatible.length
                    ? [answer.incompatible.map(clash), answer.events.map((one) => event(one))]
                    : empty("events")
            )
        );
        return place;
    }
    function planner() {
        return current() ? coverage(current(), state.category, map, signal) : empty("forecasts");
    }
    house.on("outlines", () => side.refresh(), signal);
    house.on("forecasts", () => { forgetCells(); begin(); }, signal);
    begin();
    return (to) => { where = to; if (to.ask.get("category")) state.category = to.ask.get("category"); begin(); };
}
