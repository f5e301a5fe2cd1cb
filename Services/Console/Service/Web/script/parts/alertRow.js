// One alert in the feed: how grave, what, where, since when, and who has it. The whole row is one link to its why.

import { h, icon } from "../dom.js";
import { ago, hour } from "../format.js";
import { house } from "../house.js";
import { own, t } from "../words.js";
import { badge } from "./badge.js";

export function alertRow(alert, chosen, address) {
    return h(
        "li",
        h(
            "a.alert",
            {
                href: address(alert.id), id: `row-${alert.id}`, "data-severity": alert.severity, "data-state": alert.handling.state,
                "aria-current": chosen ? "true" : null,
            },
        h("span.alert-top", badge(alert.severity), h("span.soft.small", ago(alert.sent))),
        h("span.alert-title", own(alert.headline)),
        h("span.alert-foot", state(alert.handling), alert.updates > 0 && h("span.soft.small", t("alert.updates", { n: alert.updates })),
            h("span.soft.small", alert.zones.map((id) => house.zone(id)?.name).filter(Boolean).slice(0, 2).join(", ") || (alert.cells.length ? "" : t("everywhere"))))));
}

// What people have done about it, in a chip.
export function state(handling) {
    switch (handling.state) {
        case "acknowledged": return h("span.chip.fine", icon("check"), t("state.acknowledged", { by: handling.acknowledged?.by ?? "" }));
        case "assigned": return h("span.chip.fine", icon("check"), t("state.assigned", { to: handling.assigned?.to ?? "" }));
        case "silenced": return h("span.chip",
            icon("pause"), t("state.silenced", { until: handling.silencedUntil ? hour(handling.silencedUntil) : "" })
        );
        case "answered": return h("span.chip", icon("check"), t(`answer.${handling.answer?.value ?? "known"}`));
        default: return h("span.chip.warn", t("state.open"));
    }
}
