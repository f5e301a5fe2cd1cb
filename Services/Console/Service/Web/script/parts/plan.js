// Pieces of a plan: what drives a day, whether means suffice, an event with its suggested measures, events that do not go together.

import { h } from "../dom.js";
import { dayAndHour, hour, number } from "../format.js";
import { house } from "../house.js";
import { named, own, t } from "../words.js";
import { chip } from "./states.js";

const SIGNS = { event: "◆", weather: "☂", holiday: "★", school: "✎", weekday: "◔", signal: "!" };

export function driver({ kind, text }) {
    return h("span.chip", { title: named("driver", kind) },
        h("span", { "aria-hidden": "true" }, SIGNS[kind] ?? "•"), h("span", h("span.unseen", `${named("driver", kind)}, `), own(text))
    );
}

export function adequacy({ planned, needed, adequacy: share, unit }) {
    if (share === null || share === undefined) return h("span.missing.small", t("means.unknown"));
    const level = share >= 100 ? "high" : share >= 80 ? "mid" : "low";
    return h(
        "span.means", h("b.number", t("means.share", { share: number(share) })),
        h(`span.bar.${level}`, { "aria-hidden": "true", style: { "--part": `${Math.min(100, share)}%` } }, h("i")),
        h("span.soft.small", t("means.of", { planned: number(planned), needed: number(needed), unit: own(unit) })));
}

// `level` is the heading it stands under, one deeper.
export function event(one, level = "h3") {
    const { suggestion } = one;
    const spread = (value) => t("spread", { value: number(value.value), lower: number(value.lower), upper: number(value.upper) });
    return h(
        "article.event", h(level, own(one.text)),
        h(
            "p.soft.small",
            `${dayAndHour(one.start)}\u2009–\u2009${hour(one.end)} · ${house.zone(one.zone)?.name ?? (one.cell ? t("map.outside") : t("everywhere"))}`),
        suggestion ? h(
            "div.suggestion",
            h(
                "dl.facts", suggestion.teams && h("div", h("dt", t("event.teams")), h("dd", spread(suggestion.teams))),
                suggestion.barriers && h("div", h("dt", t("event.barriers")), h("dd", spread(suggestion.barriers))),
            h("div", h("dt", t("event.like")), h("dd", number(suggestion.like)))), h("ul.reasons", suggestion.reasons.map((reason) => h("li", own(reason)))))
            : h("p.missing.small", t("event.no.like")));
}

export function clash(one) {
    return h("p.clash", chip("warn", "warn", named("clash", one.kind)), " ", own(one.text));
}
