// The plan of one day: when it will be busy, with what, where; its events and measures; whether the means suffice.

import { h, icon, s } from "../dom.js";
import { get } from "../api.js";
import { change, dayLong, expected, hour, interval, noon, seconds, window as span } from "../format.js";
import { house } from "../house.js";
import { own, t } from "../words.js";
import { adequacy, clash, driver, event } from "../parts/plan.js";
import { empty, fill, missing } from "../parts/states.js";

export function dayPlan(place, day, signal, focus) {
    return fill(place, () => get(`/agenda/${day}`, {}, signal), view).then(() => {
        if (focus && !matchMedia("(min-width: 1180px)").matches) { place.querySelector("h2")?.focus(); scrollTo(0, 0); }
    });
}

function view(plan) {
    const { load } = plan;
    const off = load.usual && load.expected !== null ? load.expected / load.usual - 1 : null;
    const versus = off === null ? null : Math.abs(off) < 0.005 ? t("day.as.usual") : t("day.versus", { change: change(off) });
    return h("article.card.day-plan", { "aria-labelledby": "plan-title" },
        h("header",
            h("a.button.quiet.only-narrow", { href: "#/agenda" }, icon("back"), t("agenda.back")),
            h("h2", { id: "plan-title", tabindex: "-1" }, dayLong(noon(plan.day)))
        ),
        load.expected === null ? empty("day") : h(
            "p.big", h("b", expected(load.expected)),
            h(
                "span", t("day.expected", { interval: interval(load.lower, load.upper) }),
                versus && h("span.soft", ` · ${versus}`), h("br"),
            h("span.soft.small", t(`load.${load.source}`)))),
        plan.drivers.length > 0 && h("div.chips", plan.drivers.map(driver)),
        plan.incompatible.length > 0 && h("section.clashes", h("h3", t("day.clashes")), plan.incompatible.map(clash)),
        plan.windows.length > 0 && h("section", h("h3", t("day.windows")), windows(plan.windows)),
        h("section",
            h("h3", t("day.means")), adequacy(plan.means),
            h("ul.reasons", (plan.means.reasons ?? []).map((reason) => h("li", own(reason))))
        ),
        h("section",
            h("h3", t("day.events")), plan.events.length ? plan.events.map((one) => event(one, "h4")) : h("p.soft", t("day.no.events"))
        ),
        h(
            "div.two",
            plan.categories.length > 0 && h("section",
                h("h3", t("day.categories")),
                table(plan.categories.map((one) => [own(house.category(one.category)?.text), one.expected, interval(one.lower, one.upper)]))
            ),
            plan.zones.length > 0 && h("section", h("h3", t("day.zones")), table([...plan.zones].sort((a, b) => b.expected - a.expected).map((one) => [one.name, one.expected, null])))));
}

// Bars of the day's windows on one scale; a window that forecasts cover leads to its map.
function windows(list) {
    const most = Math.max(...list.map((one) => one.upper ?? one.expected ?? 0), 1);
    return h("ul.windows", list.map((one) => {
        const words = [
            h("span.number", seconds(one.end) - seconds(one.start) < 86400 ? `${hour(one.start)}\u2009–\u2009${hour(one.end)}` : span(one.start, one.end)),
            h("span.window-bar", { "aria-hidden": "true" }, s("svg", { viewBox: "0 0 100 14", preserveAspectRatio: "none" },
            s("rect.span",
                {
                    x: ((one.lower ?? one.expected) / most) * 100, y: 2, height: 10,
                    width: Math.max(1, (((one.upper ?? one.expected) - (one.lower ?? one.expected)) / most) * 100), rx: 2,
                }
            ),
            s("rect.point", { x: (one.expected / most) * 100 - 0.6, y: 0, width: 1.2, height: 14 }))), h("span.number", h("b", expected(one.expected)), h("span.soft.small", ` ${interval(one.lower, one.upper)}`))];
        return h("li", one.forecasts?.length ? h("a", { href: `#/next?at=${seconds(one.start)}` }, words) : h("span", words));
    }));
}

function table(rows) {
    const most = Math.max(...rows.map((row) => row[1] ?? 0), 1e-9);
    return h("ul.bars",
        rows.map(([name, value, range]) => h("li",
            h("span", name), h("span.bar", { "aria-hidden": "true", style: { "--part": `${((value ?? 0) / most) * 100}%` } }, h("i")),
            h("span.number", value === null ? missing() : h("b", expected(value)), range && h("span.soft.small", ` ${range}`))
        ))
    );
}
