// Trust: what a citizen may know, in a citizen's words. Readable without sign-in where the city makes it public.

import { h, swap } from "../dom.js";
import { get } from "../api.js";
import { dayAndHour, dayShort, expected, noon, number, percent } from "../format.js";
import { named, own, t } from "../words.js";
import { calibration } from "../chart/calibration.js";
import { keys, series } from "../chart/series.js";
import { sourceName } from "../parts/sources.js";
import { chip, empty, fill, missing } from "../parts/states.js";

const PARTS = ["never", "register", "retention", "privacy", "budget", "audit", "quality", "equity"];

// Cells below which a share of hits tells more of chance than of the model.
const FEW = 50;

export function trust(main, _, signal) {
    const place = h("div.trust-body");
    const go = (id) => (event) => {
        event.preventDefault();
        const title = document.getElementById(`trust-${id}`);
        title?.scrollIntoView();
        title?.focus({ preventScroll: true });
    };
    swap(
        main,
        h(
            "div.page.trust",
            h("header.page-head",
                h("div", h("h1", t("trust.title")), h("p", t("trust.lead"))),
                h("button.button.no-print", { type: "button", onclick: () => print() }, t("print"))
            ),
        h("div.trust-split", h("nav.contents.no-print", { "aria-label": t("trust.contents") }, h("ul", PARTS.map((id) => h("li", h("a", { href: `#/trust/${id}`, onclick: go(id) }, t(`trust.${id}`)))))), place)));
    fill(place,
        () => get("/trust", {}, signal),
        (data) => [
            never(data), register(data.register), retention(data.retention), privacy(data.privacy), budget(data.budget),
            audit(data.audit), quality(data), equity(data.equity),
        ]
    );
}

const section = (id, ...children) => h("section.card", { "aria-labelledby": `trust-${id}` },
    h("h2", { id: `trust-${id}`, tabindex: "-1" }, t(`trust.${id}`)), ...children
);

function never({ never: list, model }) {
    return section("never",
        h("ul.never", list.map((line) => h("li", own(line)))),
        model && h("p.soft.small",
            `${model.name} · ${own(model.text)}${model.trainedUntil ? ` · ${t("trust.trained", { time: dayAndHour(model.trainedUntil) })}` : ""}`
        )
    );
}

function register({ controller, sources, version, digest }) {
    return section(
        "register", h("p", t("trust.register.lead", { controller: controller ?? "" })),
        sources.length ? h(
            "div.grid",
            sources.map((one) => h("article.source", h("h3", sourceName(one.kind)), h("p", own(one.text)), h("p.small", own(one.retention)),
        h(
            "details", h("summary.small", t("trust.register.legal")),
            h(
                "dl.facts",
                [
                    ["trust.controller", one.controller], ["trust.purpose", own(one.purpose)], ["trust.basis", own(one.legalBasis)],
                    [
                        "trust.fields",
                        one.fields?.map((field) => t(`field.${field}`) === `field.${field}` ? field : t(`field.${field}`)).join(", "),
                    ],
                    ["trust.texts", t(one.keepsText ? "trust.texts.yes" : "trust.texts.no")],
                ]
            .filter(([, value]) => value).map(([key, value]) => h("div", h("dt", t(key)), h("dd", value)))))))) : empty("register"),
        h("p.small.soft", t("trust.register.version", { version: version ?? "–", digest: (digest ?? "").slice(0, 12) })));
}

function retention(list) {
    const most = Math.max(1, ...list.map((one) => Math.log10(Math.max(10, one.seconds ?? 10))));
    return section("retention",
        h("ul.bars.wide",
            list.map((one) => h("li",
                h("span", own(one.what)),
                h("span.bar",
                    { "aria-hidden": "true", style: { "--part": `${(Math.log10(Math.max(10, one.seconds ?? 10)) / most) * 100}%` } },
                    h("i")
                ),
                h("b.number", own(one.text))
            ))
        )
    );
}

function privacy(one) {
    return section("privacy", h("ul.reasons", (one?.text ?? []).map((line) => h("li", own(line)))));
}

function budget(one) {
    if (!one) return section("budget", h("p", t("trust.budget.none")));
    const part = one.total > 0 ? one.spent / one.total : 0;
    return section(
        "budget", h("p", own(one.text)),
        h(
            "div.budget",
            h("span.bar",
                {
                    role: "img",
                    "aria-label": t("trust.budget.is", { spent: number(one.spent, 2), total: number(one.total, 2), unit: one.unit }),
                    style: { "--part": `${Math.min(1, part) * 100}%` },
                },
                h("i")
            ),
        h("span.number", t("trust.budget.is", { spent: number(one.spent, 2), total: number(one.total, 2), unit: one.unit }))));
}

function audit(list) {
    return section("audit",
        h("p", t("trust.audit.lead")),
        list.length ? h("ul.ledgers",
            list.map((one) => h("li",
                h("b", named("service", one.service)), chip(one.verified ? "fine" : "warn", one.verified ? "check" : "warn", own(one.text)),
                h("span.soft.small", one.last ? t("trust.audit.last", { time: dayAndHour(one.last) }) : "")
            ))
        ) : empty("audit")
    );
}

function quality({ quality: q }) {
    if (!q || !q.windows) return section("quality", empty("quality"));
    const over = {
        time: q.overTime.map((one) => noon(one.day)), count: q.overTime.map((one) => one.observed),
        baseline: q.overTime.map((one) => one.expected), lower: q.overTime.map((one) => one.lower),
        upper: q.overTime.map((one) => one.upper),
    };
    return section(
        "quality", h("p", t("trust.quality.lead", { n: number(q.windows), count: q.windows })),
        h("dl.facts.large",
            h("div", h("dt", t("trust.ratio")), h("dd", q.ratio === null ? missing() : number(q.ratio, 2))),
            q.pai.map((one) => h("div",
                h("dt", t("trust.pai", { area: percent(one.area) })),
                h("dd", one.value === null ? missing() : t("trust.times", { value: number(one.value, 1) }))
            ))
        ),
        h("div.two", q.calibration.length > 0 && h("figure", h("figcaption", t("calibration")), calibration(q.calibration.filter((p) => p.observed !== null && p.windows >= FEW), t("calibration.label"))), over.time.length > 0 && h("figure", h("figcaption", t("trust.over.time")), keys(), h("div.scroll", { tabindex: "0", role: "region", "aria-label": t("trust.over.time") }, series(over, { label: t("trust.over.time"), name: dayShort, width: 640, height: 260 })))));
}

function equity(one) {
    if (!one || !one.zones.length) return section("equity", empty("equity"));
    const cell = (value, digits) => (value === null || value === undefined ? missing() : number(value, digits));
    const gap = { time: one.overTime.map((d) => noon(d.day)), count: one.overTime.map((d) => (d.gap === null ? null : d.gap * 100)) };
    return section(
        "equity", h("p", own(one.text)),
        h(
            "div.equity",
            h("div.scroll", { tabindex: "0", role: "region", "aria-label": t("trust.equity") },
                h("table",
                    h("thead",
                        h("tr",
                            [
                                "zone", "why.expected", "why.observed", "trust.ratio", "compare.rate",
                            ].map((key, i) => h(i ? "th.right" : "th", { scope: "col" }, t(key)))
                        )
                    ),
                    h("tbody",
                        one.zones.map((zone) => h("tr",
                            h("th", { scope: "row" }, zone.name),
                            h("td.right", zone.expected === null ? missing() : expected(zone.expected)),
                            h("td.right", cell(zone.observed, 0)), h("td.right", cell(zone.ratio, 2)),
                            h("td.right", cell(zone.perThousand, 1))
                        ))
                    )
                )
            ),
        gap.time.length > 0 && h("figure", h("figcaption", t("trust.gap")), series(gap, { label: t("trust.gap"), name: dayShort, width: 760, height: 200, room: 30 }))));
}
