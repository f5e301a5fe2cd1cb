// The cells of a map as a table: the same numbers for whoever does not use the map.

import { h } from "../dom.js";
import { t } from "../words.js";
import { expected } from "../format.js";
import { missing } from "./states.js";

// `cells`: {level, side, column, row, value}; the greatest first, `shown` at a time.
export function cellList(cells, map, { heading, open, shown = 50 }) {
    const order = Array.from(cells.value.keys()).sort((a, b) => (Number.isNaN(cells.value[b]) ? -1 : cells.value[b]) - (Number.isNaN(cells.value[a]) ? -1 : cells.value[a]));
    const body = h("tbody");
    const more = h("button.button", { type: "button", onclick: () => add() });
    let done = 0;
    function add() {
        for (const i of order.slice(done, done + shown)) {
            const cell = [cells.level, cells.column[i], cells.row[i]];
            const zone = map.zoneAt((cells.column[i] + 0.5) * cells.side, (cells.row[i] + 0.5) * cells.side);
            body.append(h(
                "tr",
                h("th", { scope: "row" },
                    h("button.button.quiet", { type: "button", onclick: () => { map.choose(cell); open(cell, zone); } },
                        zone?.name ?? t("map.outside"), h("span.soft.small", ` ${cell[1]}·${cell[2]}`)
                    )
                ),
                h("td.right", Number.isNaN(cells.value[i]) ? missing() : expected(cells.value[i]))));
        }
        done = Math.min(order.length, done + shown);
        more.textContent = t("list.more", { left: order.length - done });
        more.hidden = done >= order.length;
    }
    add();
    return h("div.cell-list",
        h("table",
            h("caption.unseen", heading),
            h("thead", h("tr", h("th", { scope: "col" }, t("list.place")), h("th.right", { scope: "col" }, heading))), body
        ),
        more
    );
}
