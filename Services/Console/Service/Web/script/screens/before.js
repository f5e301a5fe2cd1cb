// Before: what was, against what is usual: trends by zone and theme, comparisons, indicators with thresholds, files to keep, a page to print.

import { h, swap } from "../dom.js";
import { address, get } from "../api.js";
import { calendarDay, change, dayAndHour, dayShort, expected, noon, number } from "../format.js";
import { house } from "../house.js";
import { language, own, t } from "../words.js";
import { keys, series } from "../chart/series.js";
import { spark } from "../chart/spark.js";
import { chip, empty, fill, missing } from "../parts/states.js";

const DAY = 86400;

export function before(main, where, signal) {
    const today = calendarDay(house.present());
    const back = (days) => calendarDay(noon(today) - days * DAY);
    const ask = {
        from: where.ask.get("from") ?? back(28), to: where.ask.get("to") ?? today, step: where.ask.get("step") ?? "day",
        zone: where.ask.get("zone") ?? "", theme: where.ask.get("theme") ?? "", by: where.ask.get("by") ?? "zone",
        against: where.ask.get("against") ?? "previous",
    };
    const places = { indicators: h("div"), trend: h("div"), comparison: h("div"), files: h("div.chips") };
    const select = (name, label, options, load) => h("label.field",
        h("span", label),
        h("select", { id: `before-${name}`, onchange: (event) => { ask[name] = event.target.value; keep(); load(); }, value: ask[name] },
            options.map(([value, text]) => h("option", { value }, text))
        )
    );
    const date = (name, label) => h("label.field",
        h("span", label),
        h("input",
            {
                type: "date", id: `before-${name}`, value: ask[name], max: today, onchange: (event) => {
                    if (event.target.value) { ask[name] = event.target.value; keep(); both(); }
                }
            }
        )
    );
    const zoneField = () => select("zone", t("zone"), [["", t("all.zones")], ...house.zones.map((zone) => [zone.id, zone.name])], both);
    const zonePlace = h("div", zoneField());
    function keep() { history.replaceState(null, "", `#/before?${new URLSearchParams(Object.entries(ask).filter(([, value]) => value))}`); }
    function both() { trend(); comparison(); files(); }

    swap(main, h("div.page.before",
        h("header.page-head",
            h("div", h("h1", t("before.title")), h("p", t("before.lead"))),
            h("button.button.no-print", { type: "button", onclick: () => print() }, t("print"))
        ),
        h("section", { "aria-labelledby": "indicators-title" }, h("h2", { id: "indicators-title" }, t("indicators")), places.indicators),
        h(
            "div.filters.no-print", { role: "group", "aria-label": t("filters") }, date("from", t("from")), date("to", t("to")),
            select("step", t("step"), ["hour", "day", "week"].map((one) => [one, t(`step.${one}`)]), trend), zonePlace,
            select("theme", t("theme.of"), [["", t("all.themes")], ...house.settings.themes.map((one) => [one.id, own(one.text)])], both)),
        h("section.card", { "aria-labelledby": "trend-title" },
            h("header", h("h2", { id: "trend-title" }, t("trend")), keys()), places.trend
        ),
        h("section.card", { "aria-labelledby": "comparison-title" },
            h("header",
                h("h2", { id: "comparison-title" }, t("comparison")),
                h("div.filters.no-print",
                    select("by", t("by"), ["zone", "category", "theme"].map((one) => [one, t(`by.${one}`)]), comparison),
                    select("against", t("against"), ["previous", "year"].map((one) => [one, t(`against.${one}`)]), comparison)
                )
            ),
            places.comparison
        ),
        house.can("export") && h("section.card.no-print", { "aria-labelledby": "files-title" }, h("h2", { id: "files-title" }, t("files")), h("p.small.soft", t("files.note")), places.files)));
    house.on("outlines", () => swap(zonePlace, zoneField()), signal);

    function trend() {
        fill(
            places.trend, () => get("/trends", { from: ask.from, to: ask.to, step: ask.step, zone: ask.zone, theme: ask.theme }, signal),
            (data) => {
            if (!data.time.length) return empty("trend");
            const name = (time) => (ask.step === "hour" ? dayAndHour(time) : dayShort(time));
            return [h("p.trend-told", h("b", data.total === null ? missing() : t("trend.total", { n: number(data.total), count: data.total })), h("span.soft", ` · ${against(data)}`)),
                h("div.scroll", { tabindex: "0", role: "region", "aria-label": t("trend") }, series(data, { label: t("trend.chart", { from: dayShort(noon(ask.from)), to: dayShort(noon(ask.to)) }), name, width: main.clientWidth < 700 ? 620 : 1180, height: 280 })), numbers(data, name)];
        });
    }
    // The usual total is held against what was counted in the same steps, never against more of them.
    function against({ total, usual, compared }) {
        if (total === null) return "";
        if (!compared || usual === null) return t("usual.unknown");
        const values = { count: number(compared.count), usual: number(usual), change: usual > 0 ? change(compared.count / usual - 1) : "–" };
        return compared.steps === compared.of ? t("usual.is", { value: `${number(usual)} (${values.change})` }) : t("usual.compared", { ...values, n: compared.steps });
    }
    function numbers(data, name) {
        const cell = (value) => (value === null || value === undefined ? missing() : number(value, 1));
        return h(
            "details.no-print", h("summary", t("as.table")),
            h(
                "div.scroll", { tabindex: "0", role: "region", "aria-label": t("as.table") },
                h(
                    "table",
                    h("thead",
                        h("tr",
                            ["time", "key.counted", "key.usual", "key.band"].map((key, i) => h(
                                i ? "th.right" : "th", { scope: "col" }, t(key)
                            ))
                        )
                    ),
            h("tbody", data.time.map((time, i) => h("tr", h("th", { scope: "row" }, name(time)), h("td.right", cell(data.count[i])), h("td.right", cell(data.baseline[i])), h("td.right", data.lower[i] === null ? missing() : t("interval", { lower: number(data.lower[i]), upper: number(data.upper[i]) }))))))));
    }
    function comparison() {
        fill(
            places.comparison,
            () => get("/comparisons", { from: ask.from, to: ask.to, by: ask.by, against: ask.against, zone: ask.zone, theme: ask.theme },
                signal
            ),
            (data) => {
            if (!data.rows.length) return empty("comparison");
            const most = Math.max(1, ...data.rows.flatMap((row) => [row.count ?? 0, row.before ?? 0]));
            const rate = data.rows.some((row) => row.perThousand !== null && row.perThousand !== undefined);
            return h(
                "div.scroll", { tabindex: "0", role: "region", "aria-label": t("comparison") },
                h(
                    "table.compare",
                    h("caption.small.soft",
                        t("comparison.spans",
                            {
                                from: dayShort(noon(data.from)), to: dayShort(noon(data.to)), from2: dayShort(noon(data.against.from)),
                                to2: dayShort(noon(data.against.to)),
                            }
                        )
                    ),
                h("thead",
                    h("tr",
                        h("th", { scope: "col" }, t(`by.${ask.by}`)), h("th", { scope: "col" }, t("compare.both")),
                        h("th.right", { scope: "col" }, t("compare.now")), h("th.right", { scope: "col" }, t("compare.before")),
                        h("th.right", { scope: "col" }, t("compare.change")), rate && h("th.right", { scope: "col" }, t("compare.rate"))
                    )
                ),
                h(
                    "tbody",
                    data.rows.map((row) => h(
                        "tr", h("th", { scope: "row" }, own(row.text)),
                        h("td.compare-bars", { "aria-hidden": "true" }, bar(row.count, most, ""), bar(row.before, most, ".then")),
                        h("td.right", row.count === null ? missing() : number(row.count)),
                        h("td.right", row.before === null ? missing() : number(row.before)),
                    h("td.right", row.change === null ? "–" : row.notable ? chip("watch", null, change(row.change), h("span.unseen", t("compare.notable"))) : change(row.change)), rate && h("td.right", row.perThousand === null || row.perThousand === undefined ? "–" : number(row.perThousand, 1)))))));
        });
    }
    function bar(value, most, kind) {
        return value === null ? h("span.bar.stripes") : h(`span.bar${kind}`, { style: { "--part": `${(value / most) * 100}%` } }, h("i"));
    }
    function indicators() {
        fill(
            places.indicators, () => get("/indicators", {}, signal),
            (data) => (data.indicators.length ? h(
                "ul.grid.indicators", data.indicators.map((one) => h("li.card", { "data-level": one.level }, h("h3", own(one.text)),
            h("p.big",
                one.value === null ? missing() : h("b", `${expected(one.value)}${one.unit ? `\u00a0${one.unit}` : ""}`),
                chip(
                    { fine: "fine", watch: "watch", act: "warn" }[one.level] ?? "",
                    { fine: "check", watch: "before", act: "warn" }[one.level] ?? "minus", t(`level.${one.level}`)
                )
            ),
            spark(
                one.trend ?? [],
                t("indicator.trend", { values: (one.trend ?? []).map((v) => (v === null ? t("missing") : number(v))).join(", ") }),
                [one.watch, one.act].filter((v) => v !== null && v !== undefined)
            ),
            h("p.small.soft", one.baseline === null ? t("usual.unknown") : `${t("indicator.limits", { watch: number(one.watch), act: number(one.act) })} · ${t("usual.is", { value: number(one.baseline) })}`)))) : empty("indicators")));
    }
    function files() {
        const file = (table, format) => h("a.button",
            {
                href: address("/export",
                    {
                        table, format, lang: language(), from: ask.from, to: ask.to, zone: ask.zone, theme: ask.theme,
                        ...(table === "trends" ? { step: ask.step } : table === "comparisons" ? { by: ask.by, against: ask.against } : {})
                    }
                ),
                download: "",
            },
            t(`file.${table}`), h("span.soft.small", format === "csv" ? "CSV" : "GeoJSON")
        );
        swap(
            places.files, file("trends", "csv"), file("comparisons", "csv"), ask.by === "zone" && file("comparisons", "geojson"),
            file("incidents", "csv"), file("incidents", "geojson"), file("alerts", "csv"), file("alerts", "geojson"),
            file("zones", "geojson")
        );
    }
    const observer = new ResizeObserver(([entry]) => {
        const narrow = entry.contentRect.width < 700;
        if (narrow !== observer.narrow && observer.narrow !== undefined) trend();
        observer.narrow = narrow;
    });
    observer.observe(main);
    signal.addEventListener("abort", () => observer.disconnect(), { once: true });
    indicators();
    both();
}
