// Who is heard: every source with when it spoke last, and every service; a silent one is told in words, not by a colour alone.

import { h } from "../dom.js";
import { dayAndHour } from "../format.js";
import { house } from "../house.js";
import { named, own, t } from "../words.js";
import { chip, empty } from "./states.js";

const KINDS = { heard: ["fine", "check"], late: ["watch", "before"], silent: ["warn", "warn"], unheard: ["", "minus"] };

// A kind of source as people call it.
export const sourceName = (kind) => own(house.settings.sources.find((one) => one.kind === kind)?.text) || kind;

export function sources({ sources: list, services }) {
    return h(
        "div.sources",
        list.length ? h("ul",
            list.map((one) => h("li",
                h("span", h("b", sourceName(one.kind)), h("span.soft.small", ` ${one.id}`)),
                chip(...KINDS[one.state] ?? ["", "minus"], own(one.text)),
                h("span.soft.small", one.until ? t("source.until", { time: dayAndHour(one.until) }) : t("source.never"))
            ))
        ) : empty("sources"),
        h("h3", t("services")), h("ul", services.map((one) => h("li", h("b", named("service", one.service)), one.state === null ? h("span.missing.small", t("service.unread")) : chip(one.state === "serving" ? "fine" : "warn", one.state === "serving" ? "check" : "warn", own(one.text))))));
}
