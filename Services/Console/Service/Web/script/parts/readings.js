// Readings by kind: what is measured now, where, how sure. What is missing is hatched, and an old value says that it is old.

import { h } from "../dom.js";
import { ago, dayAndHour, measure, number, seconds } from "../format.js";
import { house } from "../house.js";
import { own, t } from "../words.js";
import { empty, missing } from "./states.js";

// Of one kind; the rest is on the map.
const MOST = 12;

export function readings(list, map) {
    if (!list.length) return empty("readings");
    const groups = new Map();
    for (const one of list) {
        if (!groups.has(one.category)) groups.set(one.category, []);
        groups.get(one.category).push(one);
    }
    return h(
        "div.readings",
        [...groups].map(([category, rows]) => h("section", h("h3", own(house.category(category)?.text) || String(category)),
        rows.length > MOST && h("p.soft.small", t("reading.most", { n: MOST, all: number(rows.length) })),
        h("ul", [...rows].sort((a, b) => (b.value ?? -1) - (a.value ?? -1)).slice(0, MOST).map((one) => h("li", h("span", where(one, map), one.planned && h("span.chip", t("reading.planned"))), value(one),
            h("time.soft.small", { datetime: one.start, title: dayAndHour(one.start) }, one.planned ? dayAndHour(one.start) : ago(seconds(one.start) + (one.length ?? 0)))))))));
}

function value(one) {
    const words = measure(one);
    if (words === null) return missing();
    return h("b.number", words, one.quality === "uncertain" && h("span.soft.small", { title: t("reading.uncertain") }, " ≈"));
}

function where({ cell }, map) {
    if (!cell) return t("everywhere");
    const side = house.territory.cellSize * 2 ** cell[0];
    return `${map?.zoneAt((cell[1] + 0.5) * side, (cell[2] + 0.5) * side)?.name ?? t("map.outside")} (${side} m)`;
}
