// The coverage planner: so many teams, so many minutes; where they would stand, and what share of each zone they would reach.

import { h, swap } from "../dom.js";
import { get } from "../api.js";
import { expected, iso, number, percent } from "../format.js";
import { house } from "../house.js";
import { own, t } from "../words.js";
import { fill } from "./states.js";

const chosen = { teams: 6, minutes: 8, speed: "car", equity: 0.5 };

export function coverage(window, category, map, signal) {
    const answer = h("div", { "aria-live": "polite" });
    const field = (name, words, input) => h("label.field", h("span", words), input);
    const numeric = (name, min, max) => h("input",
        {
            type: "number", id: `plan-${name}`, min, max, required: true, value: chosen[name], onchange: (event) => {
                chosen[name] = Number(event.target.value);
            }
        }
    );
    const equity = h("input",
        {
            type: "range", id: "plan-equity", min: 0, max: 0.9, step: 0.1, value: chosen.equity, oninput: (event) => {
                chosen.equity = Number(event.target.value);
                swap(share, percent(chosen.equity));
            }
        }
    );
    const share = h("output", { for: "plan-equity" }, percent(chosen.equity));
    function plan(event) {
        event.preventDefault();
        fill(answer,
            () => get("/coverage",
                { start: iso(window.start), end: iso(window.end), ...chosen, category: category === "all" ? undefined : category }, signal
            ),
            show
        );
    }
    function show(one) {
        const side = (cell) => house.territory.cellSize * 2 ** cell[0];
        map.circles(one.teams.map(({ cell }, i) => ({
            x: (cell[1] + 0.5) * side(cell), y: (cell[2] + 0.5) * side(cell), radius: one.radius, name: String(i + 1),
        })));
        return [h("p.big", h("b", percent(one.share)), h("span", t("plan.covered", { covered: expected(one.covered), expected: expected(one.expected) }))),
            h("ol.teams",
                one.teams.map((team) => h("li",
                    h("b", house.zone(team.zone)?.name ?? t("map.outside")), h("span.number", ` ${expected(team.covered)}`), h("br"),
                    h("span.soft.small", own(team.reason))
                ))
            ),
            h("h3", t("plan.zones")), h("ul.bars",
                one.zones.map((zone) => h("li",
                    h("span", house.zone(zone.id)?.short ?? zone.id),
                    h(`span.bar.${zone.share >= chosen.equity ? "high" : "low"}`,
                        { "aria-hidden": "true", style: { "--part": `${(zone.share ?? 0) * 100}%` } }, h("i")
                    ),
                    h("span.number", percent(zone.share))
                ))
            ),
            one.reasons.length > 0 && h("ul.reasons", one.reasons.map((reason) => h("li", own(reason))))];
    }
    return [h(
        "form.planner", { onsubmit: plan }, field("teams", t("plan.teams"), numeric("teams", 1, 40)),
        field("minutes", t("plan.minutes"), numeric("minutes", 1, 60)),
        field("speed",
            t("plan.speed"),
            h("select", { id: "plan-speed", value: chosen.speed, onchange: (event) => { chosen.speed = event.target.value; } },
                ["foot", "bicycle", "car"].map((name) => h("option", { value: name }, t(`speed.${name}`)))
            )
        ),
        h("label.field", h("span", t("plan.equity"), " ", share), equity), h("button.button.main", { type: "submit" }, t("plan.go")), h("p.small.soft", t("plan.note", { n: number(chosen.teams) }))), answer];
}
