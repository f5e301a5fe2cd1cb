// Redacted texts of the alert's place and time. Every look is written to the audit ledger, so it takes a click, and says so before.

import { h } from "../dom.js";
import { get } from "../api.js";
import { dayAndHour, iso, seconds } from "../format.js";
import { t } from "../words.js";
import { fill } from "./states.js";

export function texts(alert) {
    const place = h("div");
    const ask = () => get("/texts", {
        from: alert.onset ?? alert.first, to: iso(Math.max(seconds(alert.sent), seconds(alert.onset ?? alert.first) + 3600)), cell: alert.cells[0]?.join(",") });
    return h("section",
        h("h3", t("texts")), h("p.small.soft", t("texts.note")),
        h("button.button", { type: "button", onclick: () => fill(place, ask, (answer) => show(answer)) }, t("texts.show")), place
    );
}

function show({ texts: list, available }) {
    if (available === false) return h("p.soft", t("texts.unavailable"));
    if (!list.length) return h("p.soft", t("texts.none"));
    return h("ul.log",
        list.map((one) => h("li", h("time.soft.small", { datetime: one.start }, dayAndHour(one.start)), h("span", one.text)))
    );
}
