// One cell of a forecast: how much, how sure, why, and what happened there before.

import { h } from "../dom.js";
import { change, dayShort, expected, interval, number, percent } from "../format.js";
import { house } from "../house.js";
import { own, t } from "../words.js";
import { series } from "../chart/series.js";
import { missing } from "./states.js";

export function cellReasons(one, zone) {
    const versus = one.usual > 0 ? change(one.expected / one.usual - 1) : null;
    // What came may be known to a wider cell only: then that one's history is shown, by its name.
    const wider = one.past?.cell && one.past.cell[0] > one.cell[0];
    const pastWords = wider ? t("cell.past.wider", { side: number(house.territory.cellSize * 2 ** one.past.cell[0]) }) : t("cell.past");
    const past = one.past && { time: one.past.count.map((_, i) => one.past.start + i * one.past.step), count: one.past.count };
    return h(
        "article.cell", { "aria-labelledby": "cell-title" },
        h("h2", { id: "cell-title" }, zone?.name ?? house.zone(one.zone)?.name ?? t("map.outside")),
        h("p.soft.small",
            t("cell.code", { side: number(house.territory.cellSize * 2 ** one.cell[0]), column: one.cell[1], row: one.cell[2] })
        ),
        h("p.big",
            h("b", expected(one.expected)),
            h("span", t("cell.expected", { n: one.expected }), versus && h("span.soft", ` · ${t("day.versus", { change: versus })}`))
        ),
        h("dl.facts",
            h("div", h("dt", t("interval.90")), h("dd", interval(one.lower, one.upper))),
            h("div", h("dt", t("cell.one")), h("dd", percent(one.atLeastOne, one.atLeastOne < 0.1 ? 1 : 0))),
            h("div", h("dt", t("cell.usual")), h("dd", one.usual === null ? missing() : expected(one.usual)))
        ),
        h("h3", t("why")), one.reasons.length ? h("ul.bars.why-bars",
            one.reasons.map((reason) => h("li",
                h("span", own(reason.text)),
                h("span.bar", { "aria-hidden": "true", style: { "--part": `${reason.share * 100}%` } }, h("i")),
                h("span.number", percent(reason.share))
            ))
        ) : h("p.soft", t("cell.no.reasons")),
        past && [h("h3", pastWords), series(past, { label: pastWords, name: dayShort, width: 380, height: 120, columns: true, room: 26 })]);
}
