// One alert, opened: its why first, then what may be done, its procedure card, and what was done.

import { h, icon, swap } from "../dom.js";
import { address, get } from "../api.js";
import { alerts } from "../alerts.js";
import { dayAndHour, expected, hour, interval, number, percent } from "../format.js";
import { house } from "../house.js";
import { named, own, t } from "../words.js";
import { series } from "../chart/series.js";
import { actions } from "./alertActions.js";
import { badge } from "./badge.js";
import { state } from "./alertRow.js";
import { sourceName } from "./sources.js";
import { fill } from "./states.js";
import { texts } from "./texts.js";

export function alertDetail(place, id, { back, past, signal }) {
    let current = null;
    const load = (quiet) => fill(place,
        () => get(`/alerts/${encodeURIComponent(id)}`, {}, signal), (alert) => { current = alert; return view(alert); }, { quiet }
    );
    const changed = (alert) => {
        current = alert;
        alerts.take(alert);
        swap(place, view(alert));
    };

    function view(alert) {
        return h("article.detail", { "aria-labelledby": "alert-title", "data-severity": alert.severity },
            h(
                "header", h("a.button.quiet", { href: back, id: "alert-back" }, icon("back"), t("alert.all")),
                h("div.alert-top", badge(alert.severity), state(alert.handling)),
                h("h2", { id: "alert-title", tabindex: "-1" }, own(alert.headline)),
                h("p.soft.small", t("alert.times", { first: dayAndHour(alert.first), sent: hour(alert.sent), expires: alert.expires ? dayAndHour(alert.expires) : "…" }))),
            why(alert), instruction(alert), !past && house.can("act") && actions(alert,
                changed
            ), alert.card && card(alert.card), house.can("texts") && texts(alert), log(alert),
            h("p.small", h("a", { href: address(`/alerts/${encodeURIComponent(alert.id)}/cap.xml`) }, t("alert.cap")), h("span.soft", ` · ${alert.message}`)));
    }

    house.on("alert",
        (alert) => {
            if (alert.id === id && JSON.stringify(alert.handling) !== JSON.stringify(current?.handling)) load(true);
            else if (alert.id === id && alert.message !== current?.message) load(true);
        },
        signal
    );
    return load(false).then(() => place.querySelector("#alert-title")?.focus({ preventScroll: true }));
}

function why({ why: reason }) {
    if (!reason) return h("section.why", h("h3", t("why")), h("p", t("why.none")));
    const { signal, forecast, history, rule } = reason;
    const facts = [];
    if (signal) facts.push(
        [t("why.observed"), number(signal.observed)], signal.expected !== null && [t("why.expected"), expected(signal.expected)],
        [t("why.span"), `${hour(signal.start)}\u2009–\u2009${hour(signal.end)}`],
        signal.pValue !== null && [t("why.chance"), signal.pValue === null || signal.pValue === undefined ? "–" : signal.pValue > 0 ? t("why.one.in", { n: number(Math.round(1 / signal.pValue)) }) : "–"], [t("why.sources"), signal.sources.map(sourceName).join(", ") || "–"]);
    if (forecast) facts.push(
        [t("why.forecast"), expected(forecast.expected)], [t("interval.90"), interval(forecast.lower, forecast.upper)],
        [t("why.model"), forecast.model],
        [t("why.silent"), forecast.silentSources?.map(sourceName).join(", ") || t("none")]);
    if (rule) facts.push(
        [t("why.rule"), rule.name],
        [
            t("why.precision"),
            rule.precision === null
                ? t("why.unanswered")
                : t("why.precision.is", { share: percent(rule.precision), count: rule.answers, n: number(rule.answers) }),
        ]
    );
    const whole = history?.scope === "territory";
    const data = history && {
        time: history.count.map((_, i) => history.start + i * history.step), count: history.count, baseline: history.expected,
    };
    return h("section.why", { "aria-labelledby": "why-title" }, h("h3", { id: "why-title" }, t("why")), h("p.why-text", own(reason.text)),
        data && h("figure",
            series(data, { label: t(whole ? "why.chart.territory" : "why.chart"), name: (time) => hour(time), width: 380, height: 130, columns: true, room: 30 }),
            h("figcaption.small.soft", t(whole ? "why.chart.key.territory" : "why.chart.key"))
        ),
        h("dl.facts", facts.filter(Boolean).map(([name, value]) => h("div", h("dt", name), h("dd", value)))));
}

function instruction(alert) {
    if (!own(alert.description) && !own(alert.instruction)) return null;
    return h("section",
        own(alert.description) && h("p", own(alert.description)), own(alert.instruction) && h("p", h("b", own(alert.instruction)))
    );
}

// The procedure card of its category.
function card(one) {
    return h(
        "section.procedure", { "aria-labelledby": "card-title" }, h("h3", { id: "card-title" }, own(one.title)),
        h("ol", one.steps.map((step) => h("li", h("label", h("input", { type: "checkbox" }), h("span", own(step)))))),
        one.contacts.length > 0 && h("p.small",
            h("b", t("card.contacts")), " ", one.contacts.map((contact) => `${contact.name}, ${own(contact.text)}`).join(" · ")
        ),
        one.sources.length > 0 && h("p.small.soft", t("card.sources", { list: one.sources.join(", ") })));
}

function log(alert) {
    const lines = [...alert.messages.map((message) => ({ at: message.sent, text: `${named("message", message.type)} · ${t(`severity.${message.severity}`)}` })),
        ...alert.history.map((one) => ({ at: one.at, text: `${one.by} · ${named("action", one.action)}${one.text ? ` : ${["useful", "false", "known"].includes(one.text) ? t(`answer.${one.text}`) : one.text}` : ""}${one.until ? ` (${hour(one.until)})` : ""}` }))]
        .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
    return h("section",
        h("h3", t("log")),
        h("ol.log", lines.map((line) => h("li", h("time.soft.small", { datetime: line.at }, dayAndHour(line.at)), h("span", line.text))))
    );
}
