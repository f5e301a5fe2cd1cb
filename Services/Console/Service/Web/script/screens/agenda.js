// Agenda, the first screen: what the next thirty days hold, and whether the planned means are enough. A day opens its plan.

import { h, s, swap } from "../dom.js";
import { get } from "../api.js";
import { expected, interval as span, noon, number, dayLong } from "../format.js";
import { house } from "../house.js";
import { locale, t } from "../words.js";
import { interval } from "../chart/interval.js";
import { adequacy, driver } from "../parts/plan.js";
import { chip, empty, fill, missing } from "../parts/states.js";
import { dayPlan } from "./day.js";

const wide = matchMedia("(min-width: 1180px)");

export function agenda(main, where, signal) {
    const list = h("div.days");
    const plan = h("div.plan", { id: "plan" });
    let rows = [];
    let current = where.detail;
    const head = h("header.page-head", h("div", h("h1", t("agenda.title")), h("p", t("agenda.lead"))));
    const summary = h("p.summary", { "aria-live": "polite" });
    const page = h("div.page.agenda", head, summary, h("div.agenda-split", list, plan));
    swap(main, page);

    function load(quiet = false) {
        fill(list, () => get("/agenda", { days: 30 }, signal), (answer) => {
            rows = answer.days;
            if (!rows.length) { swap(plan); swap(summary); return empty("agenda"); }
            swap(summary, told(rows));
            queueMicrotask(open); // once the rows are in the page
            return months(rows);
        }, { quiet });
    }
    function months(days) {
        const most = Math.max(1,
            ...days.flatMap((day) => [day.load.upper, day.load.expected, day.load.usual]).filter((v) => v !== null && v !== undefined)
        );
        const weeks = [];
        for (const day of days) {
            if (!weeks.length || day.weekday === 1) weeks.push([]);
            weeks.at(-1).push(day);
        }
        return [
            scale(most),
            weeks.map((week) => h("section.week",
                h("h2.unseen", t("agenda.week", { day: dayLong(noon(week[0].day)) })), h("ul", week.map((day) => row(day, most)))
            )),
        ];
    }
    function row(day, most) {
        const { load: l } = day;
        const number_ = l.expected === null
            ? missing(t("agenda.unknown"))
            : h("span.load-number", h("b", expected(l.expected)), h("span.soft.small", span(l.lower, l.upper)));
        const words = l.expected === null
            ? t("agenda.unknown")
            : t("agenda.row", { expected: expected(l.expected), interval: span(l.lower, l.upper), usual: expected(l.usual) });
        const date = noon(day.day);
        const part = (options) => new Intl.DateTimeFormat(locale(), { timeZone: "UTC", ...options }).format(new Date(date * 1000));
        return h(
            "li",
            h(
                "a.day",
                {
                    href: `#/agenda/${day.day}`, id: `day-${day.day}`, "aria-current": day.day === current ? "true" : null,
                    "data-weekend": String(day.weekday > 5),
                },
            h("span.day-date",
                h("b", part({ day: "numeric" })), h("span", part({ weekday: "short" })), h("span.soft.small", part({ month: "short" }))
            ),
            h("span.day-load", number_, interval(l, most, words)),
            h("span.day-why",
                h("span.chips",
                    [...day.drivers].sort((a, b) => Math.abs(b.weight ?? 1) - Math.abs(a.weight ?? 1)).slice(0, 3).map(driver), day.drivers.length > 3 && chip("", null, `+${day.drivers.length - 3}`),
                    day.incompatible > 0 && chip("warn", "warn", t("agenda.incompatible", { n: day.incompatible }))
                )
            ),
            h("span.day-means", adequacy(day.means))));
    }
    function told(days) {
        const known = days.filter((day) => day.load.expected !== null);
        const compared = known.filter((day) => day.load.usual !== null);
        const judged = days.filter((day) => day.means.adequacy !== null);
        const above = compared.filter((day) => day.load.expected > day.load.usual * 1.15).length;
        const short = judged.filter((day) => day.means.adequacy < 100).length;
        const clash = days.reduce((sum, day) => sum + day.incompatible, 0);
        // Of what is not known nothing is counted: none known is not none at all.
        return [
            compared.length ? h("span", t("agenda.told.above", { n: above })) : missing(t("agenda.told.no.usual")),
            judged.length ? h("span", t("agenda.told.short", { n: short })) : missing(t("means.unknown")),
            h("span", t("agenda.told.clash", { n: clash })),
            h("span.soft", t("agenda.told.known", { n: known.length, all: days.length })),
        ];
    }
    // A day's plan stands beside the list where there is room, else in its place.
    function open() {
        const chosen = current ?? (wide.matches ? rows[0]?.day : null);
        page.classList.toggle("has-plan", Boolean(current));
        for (const link of list.querySelectorAll("a.day")) {
            if (link.id === `day-${chosen}`) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
        }
        if (!chosen) { swap(plan); return; }
        dayPlan(plan, chosen, signal, Boolean(current));
    }
    wide.addEventListener("change", open, { signal });
    house.on("forecasts", () => load(true), signal);
    load();
    return (to) => {
        const left = current;
        current = to.detail;
        open();
        if (left && !current) document.getElementById(`day-${left}`)?.focus({ preventScroll: true });
    };
}

// The scale that all rows share, said once.
function scale(most) {
    const key = (shape, word) => h("span.key", shape, t(word));
    const mini = (...shapes) => s("svg.mini", { viewBox: "0 0 26 14", "aria-hidden": "true" }, ...shapes);
    return h("div.agenda-key", h("span.soft.small", t("agenda.scale", { most: number(most) })), h("div.keys",
        key(
            mini(
                s("rect.span.forecast", { x: 0, y: 2, width: 26, height: 10, rx: 5 }),
                s("rect.point", { x: 11, y: 1, width: 4, height: 12, rx: 2 })
            ),
            "agenda.key.forecast"
        ),
        key(
            mini(
                s("rect.span.season", { x: 0, y: 2, width: 26, height: 10, rx: 5 }),
                s("rect.point", { x: 11, y: 1, width: 4, height: 12, rx: 2 })
            ),
            "agenda.key.season"
        ),
        key(mini(s("rect.tick", { x: 12, y: 0, width: 2, height: 14 })), "key.usual"), h("span.key", h("i.k-gap"), t("missing"))));
}
