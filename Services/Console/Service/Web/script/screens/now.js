// Now: the map of what is unusual, what was counted and measured, who is heard; the feed of alerts; and any past hour.

import { h, icon, swap } from "../dom.js";
import { alerts } from "../alerts.js";
import { get } from "../api.js";
import { ago, dayAndHour, expected, iso, number, seconds } from "../format.js";
import { house } from "../house.js";
import { named, own, t } from "../words.js";
import { CityMap } from "../map/map.js";
import { alertDetail } from "../parts/alertDetail.js";
import { alertRow } from "../parts/alertRow.js";
import { badge } from "../parts/badge.js";
import { cellList } from "../parts/cellList.js";
import { legend } from "../parts/legend.js";
import { readings } from "../parts/readings.js";
import { sources } from "../parts/sources.js";
import { empty, missing, trouble, waiting } from "../parts/states.js";
import { tabs } from "../parts/tabs.js";
import { timeline } from "../parts/timeline.js";

const wall = matchMedia("(min-width: 1800px)");

export function now(main, where, signal) {
    const state = {
        at: where.ask.get("at") ? seconds(where.ask.get("at")) : null, alert: where.ask.get("alert"), hours: 6, layer: "incidents",
        category: "", data: null, problem: null,
    };
    const map = new CityMap({ label: t("now.map"), signal, onPick: picked, describe });
    const address = (alert, at = state.at) => {
        const ask = new URLSearchParams();
        if (at !== null) ask.set("at", iso(at));
        if (alert) ask.set("alert", alert);
        return `#/now${ask.size ? `?${ask}` : ""}`;
    };
    const heading = h("div.side-head");
    const detail = h("div.detail-place");
    const legendPlace = h("div");
    const extra = h("aside.extra", { "aria-label": t("now.readings.and.sources") });
    const picker = h("p.picked", { "aria-live": "polite" });
    const feed = tabs([
        { id: "alerts", name: t("now.alerts"), panel: alertList }, { id: "situations", name: t("now.situations"), panel: situationList }, {
            id: "readings", name: t("now.readings"), panel: () => (state.data ? readings(state.data.readings, map) : waiting()),
        },
        { id: "sources", name: t("now.sources"), panel: () => (state.data ? sources(state.data) : waiting()) }, { id: "cells", name: t("now.cells"), panel: list }], t("now.side"));
    const layer = h("select", { id: "now-layer", onchange: () => { state.layer = layer.value; paint(); } },
        ["incidents", "presence"].map((name) => h("option", { value: name }, t(`layer.${name}`)))
    );
    const category = h(
        "select", { id: "now-category", onchange: () => { state.category = category.value; paint(); } },
        h("option", { value: "" }, t("all.categories")),
        house.settings.categories.filter((one) => one.use !== "reading" && one.use !== "covariate").map((one) => h("option", { value: one.id }, own(one.text))));
    const hours = h("select", { id: "now-hours", onchange: () => { state.hours = Number(hours.value); load(true); }, value: "6" },
        [1, 3, 6, 12, 24, 72].map((n) => h("option", { value: n }, t("hours", { n })))
    );
    const side = h("aside.side", { "aria-label": t("now.side") }, heading, feed.element, detail);
    const time = timeline({
        at: state.at, signal, change: (at) => {
            state.at = at;
            history.replaceState(null, "", address(state.alert));
            clearTimeout(state.wait);
            state.wait = setTimeout(() => load(true), 140);
        }
    });
    swap(main,
        h("div.now.split",
            h("h1.unseen", t("screen.now")),
            h("section.map-side", { "aria-label": t("now.map") },
                h("div.map-bar",
                    h("label.field.inline", h("span", t("layer")), layer), h("label.field.inline", h("span", t("category")), category),
                    h("label.field.inline", h("span", t("now.hours")), hours)
                ),
                map.element, time
            ),
            side, extra
        )
    );
    map.element.append(legendPlace, picker);
    feed.show("alerts");

    // The slider stands at the end of an hour; the server shows the hour that holds an instant, so it is asked for the last second.
    function load(quiet) {
        const turn = (state.turn = (state.turn ?? 0) + 1);
        if (!quiet) swap(heading, waiting());
        get("/now", { at: state.at === null ? undefined : iso(state.at - 1), hours: state.hours }, signal).then((data) => {
            if (state.turn !== turn) return;
            Object.assign(state, { data, problem: null });
            paint();
        }, (problem) => {
            if (problem.name === "AbortError" || state.turn !== turn) return;
            Object.assign(state, { problem, data: quiet ? state.data : null });
            paint();
        });
    }
    function shownAlerts() { return state.at === null ? alerts.list() : (state.data?.alerts ?? []); }

    function paint() {
        const { data } = state;
        if (state.problem) swap(heading, trouble(state.problem, () => load(false)));
        else if (data) swap(heading, head(data));
        const cells = layers();
        const top = map.cells(cells, state.layer === "incidents" ? 4 : 0);
        const total = data?.incidents.total;
        map.uncovered(!data || (state.layer === "incidents" && total === null));
        swap(legendPlace,
            legend(state.layer === "presence" ? t("legend.presence") : t("legend.incidents", { n: state.hours }), top, { marks: true }),
            data && state.layer === "incidents" && total === null && h("p.map-note", missing(t("now.uncovered")))
        );
        marks();
        refresh();
    }
    function head(data) {
        return [h("p.side-title", h("b", data.incidents.total === null ? missing(t("now.uncovered")) : t("now.total", { n: number(data.incidents.total), count: data.incidents.total })), h("span.soft", ` ${t("now.in.hours", { n: state.hours })}`)),
            h("p.soft.small", state.at === null ? t("now.until", { time: dayAndHour(data.at) }) : h("b.replay", icon("before"), t("now.replay", { time: dayAndHour(data.at) }))), silent(data)];
    }
    function silent(data) {
        const bad = data.sources.filter((one) => one.state !== "heard").length;
        return bad > 0 && h("p.small",
            h("button.chip.warn.as-button", { type: "button", onclick: () => feed.show("sources") },
                icon("warn"), t("now.silent", { n: bad })
            )
        );
    }
    function layers() {
        const { data } = state;
        if (!data || !house.territory) return [];
        const levels = new Map();
        const add = (level, column, row, value) => {
            if (!levels.has(level)) levels.set(level, new Map());
            const cells = levels.get(level), key = `${column},${row}`;
            cells.set(key, { column, row, value: Number.isNaN(value) ? NaN : (cells.get(key)?.value ?? 0) + value });
        };
        if (state.layer === "presence") {
            for (const one of data.readings) if (
                one.cell
                    && house.category(one.category)?.code === "presence"
                    && !one.planned
            ) add(...one.cell, one.value ?? NaN);
        } else {
            const { incidents } = data;
            for (let i = 0; i < incidents.column.length; i += 1) if (!state.category || incidents.category[i] === Number(state.category)) add(
                incidents.level[i], incidents.column[i], incidents.row[i], incidents.count[i] ?? NaN
            );
        }
        // Coarser cells are drawn first, under the finer.
        return [...levels].sort(([a], [b]) => b - a).map(([level, cells]) => {
            const rows = [...cells.values()];
            return {
                level, side: house.territory.cellSize * 2 ** level, column: rows.map((one) => one.column),
                row: rows.map((one) => one.row), value: Float32Array.from(rows.map((one) => one.value)),
            };
        });
    }
    function marks() {
        const list = shownAlerts().map((alert) => ({
            id: alert.id, severity: alert.severity, cells: alert.cells, chosen: alert.id === state.alert,
        }));
        const covered = new Set(list.map((mark) => mark.id));
        const rest = (state.data?.situations ?? []).filter((one) => !covered.has(one.alert)).map((one) => ({
            id: one.id, severity: one.severity, cells: one.cells, situation: one,
        }));
        map.marks([...rest, ...list]);
    }
    // The number beside the word only where it is known.
    function alertTab() {
        const known = state.at === null ? alerts.loaded : state.data !== null;
        feed.name("alerts", known ? t("now.alerts.n", { n: shownAlerts().length }) : t("now.alerts"));
    }
    function alertList() {
        const list = shownAlerts();
        alertTab();
        if (state.at === null && alerts.problem && !alerts.loaded) return trouble(alerts.problem, () => alerts.load());
        if (state.at === null && !alerts.loaded) return waiting();
        if (!list.length) return empty("alerts");
        return h("ul.feed", { id: "feed" }, list.map((alert) => alertRow(alert, alert.id === state.alert, address)));
    }
    function situationList() {
        if (!state.data) return waiting();
        if (!state.data.situations.length) return empty("situations");
        return h(
            "ul.feed",
            state.data.situations.map((one) => h(
                "li",
                h(
                    one.alert ? "a.alert" : "div.alert",
                    one.alert ? { href: address(one.alert), "data-severity": one.severity } : { "data-severity": one.severity },
            h("span.alert-top", badge(one.severity), h("span.soft.small", ago(one.end))), h("span.alert-title", own(one.text)), h("span.soft.small", `${named("kind", one.kind)} · ${one.expected === null ? t("situation.count", { n: number(one.observed), count: one.observed }) : t("situation.counts", { observed: number(one.observed), expected: expected(one.expected) })}`)))));
    }
    function list() {
        const cells = layers().at(-1);
        return cells
            ? cellList(cells, map, { heading: t(`layer.${state.layer}`), open: (cell, zone) => picked({ cell, zone }) })
            : empty("cells");
    }
    function refresh() {
        alertTab();
        if (state.data) feed.name("situations", t("now.situations.n", { n: state.data.situations.length }));
        feed.refresh();
        if (wall.matches && state.data) swap(extra,
            h("section", h("h2", t("now.readings")), readings(state.data.readings, map)),
            h("section", h("h2", t("now.sources")), sources(state.data))
        );
        else swap(extra);
    }
    function describe(cell) {
        const value = map.valueAt(cell);
        return value === null
            ? t("missing")
            : value === undefined
            ? t("cell.nothing")
            : t("cell.value", { value: number(value), what: t(`layer.${state.layer}`) });
    }
    function picked({ cell, zone, mark }) {
        if (mark && !mark.situation) { location.hash = address(mark.id); return; }
        if (mark?.situation) { swap(picker, badge(mark.severity), " ", own(mark.situation.text)); return; }
        swap(picker, h("b", zone?.name ?? t("map.outside")), ` · ${describe(cell)}`);
    }
    function open(focus) {
        side.classList.toggle("opened", Boolean(state.alert));
        marks();
        if (!state.alert) {
            state.detail?.abort();
            swap(detail);
            feed.refresh();
            if (focus) document.getElementById(`row-${focus}`)?.focus();
            return;
        }
        state.detail?.abort();
        state.detail = new AbortController();
        signal.addEventListener("abort", () => state.detail.abort(), { once: true });
        alertDetail(detail, state.alert, { back: address(null), past: state.at !== null, signal: state.detail.signal });
        const one = shownAlerts().find((alert) => alert.id === state.alert);
        if (one?.cells.length) map.choose(one.cells[Math.floor(one.cells.length / 2)]);
    }

    house.on("alerts",
        () => { if (state.at === null) { marks(); if (feed.current === "alerts") feed.refresh(); else alertTab(); } }, signal
    );
    const later = () => {
        if (state.at !== null || state.soon) return;
        state.soon = setTimeout(() => { state.soon = null; if (!signal.aborted) load(true); }, 1000);
    };
    for (const event of ["signal", "incidents", "health", "reset"]) house.on(event, later, signal);
    house.on("outlines", () => { feed.refresh(); }, signal);
    const minute = setInterval(
        () => { if (!document.hidden && state.at === null) load(true); }, (house.settings.refreshSeconds ?? 60) * 1000
    );
    signal.addEventListener("abort", () => clearInterval(minute), { once: true });
    wall.addEventListener("change", refresh, { signal });
    load(false);
    if (state.alert) open();
    return (to) => {
        const at = to.ask.get("at") ? seconds(to.ask.get("at")) : null;
        if (at !== state.at) return false;
        const before = state.alert;
        state.alert = to.ask.get("alert");
        if (state.alert !== before) open(before);
    };
}
