// A series in time with what is usual: a line, its seasonal band, gaps hatched, what is out of the band marked by shape and colour.

import { h, s } from "../dom.js";
import { t } from "../words.js";
import { number } from "../format.js";
import { marks, runs } from "./axis.js";

// `data`: time (seconds), count, and perhaps baseline, lower, upper; null is missing. `options`: label, name(time), width, height, columns (bars in place of a line).
export function series(data, { label, name, width = 760, height = 240, columns = false, digits = 0, thresholds = [], floor = 0, room = 40 }) {
    const count = data.time.length;
    const values = [
        ...data.count, ...(data.upper ?? []), ...(data.baseline ?? []), ...thresholds
    ].filter((v) => v !== null && v !== undefined);
    const greatest = Math.max(1e-9, ...values), least = floor ?? Math.min(...values);
    // Counts are whole: no quarter of a fact on the axis.
    const whole = data.count.every((v) => v === null || Number.isInteger(v));
    const steps = marks(least, greatest).filter((v) => !whole || Number.isInteger(v));
    const ceiling = Math.max(greatest, steps.at(-1) ?? 1);
    const left = room, right = 8, top = 10, bottom = 24;
    const slot = (width - left - right) / Math.max(1, count);
    const x = (i) => left + slot * (i + 0.5);
    const y = (v) => top + (height - top - bottom) * (1 - (v - least) / (ceiling - least || 1));
    const have = (list, i) => list?.[i] !== null && list?.[i] !== undefined;
    const path = (list) => runs(count, (i) => have(list, i)).map(([a, b]) => {
        const points = Array.from({ length: b - a + 1 }, (_, k) => `${x(a + k).toFixed(1)} ${y(list[a + k]).toFixed(1)}`);
        return points.length === 1 ? `M${points[0]}h0.01` : `M${points.join("L")}`;
    }).join("");
    const band = runs(count, (i) => have(data.lower, i) && have(data.upper, i)).map(([a, b]) => {
        const upper = [], lower = [];
        for (let i = a; i <= b; i += 1) {
            upper.push(`${x(i).toFixed(1)} ${y(data.upper[i]).toFixed(1)}`);
            lower.unshift(`${x(i).toFixed(1)} ${y(data.lower[i]).toFixed(1)}`);
        }
        return `M${upper.join("L")}L${lower.join("L")}Z`;
    }).join("");
    const out = (i) => have(data.count, i)
        && ((have(data.upper, i) && data.count[i] > data.upper[i]) || (have(data.lower, i) && data.count[i] < data.lower[i]));
    const each = Math.max(1, Math.ceil(count / Math.max(2, Math.floor((width - left) / 92))));
    const drawing = s("svg.chart", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label });
    drawing.append(...steps.map((v) => s("g", null,
        s("line", { class: v === least ? "base" : "grid-line", x1: left, x2: width - right, y1: y(v), y2: y(v) }), s("text", { x: left - 6, y: y(v) + 4, "text-anchor": "end" }, number(v, digits || (greatest < 5 ? 2 : 0))))));
    for (let i = 0; i < count; i += each) drawing.append(s("text",
        { x: x(i), y: height - 6, "text-anchor": i === 0 ? "start" : i + each >= count && x(i) > width - 40 ? "end" : "middle" },
        name(data.time[i])
    ));
    if (band) drawing.append(s("path.band", { d: band }));
    drawing.append(...runs(count, (i) => !have(data.count, i)).map(([a, b]) => s("rect.gap",
        { x: x(a) - slot / 2, y: top, width: slot * (b - a + 1), height: height - top - bottom }
    )));
    drawing.append(...thresholds.map((v) => s("line.threshold", { x1: left, x2: width - right, y1: y(v), y2: y(v) })));
    if (columns) {
        drawing.append(...Array.from(
            { length: count },
            (_, i) => have(data.count, i) && s(`rect.column${out(i) ? ".out" : ""}`,
                { x: x(i) - slot * 0.36, width: slot * 0.72, y: y(data.count[i]), height: Math.max(0.5, y(least) - y(data.count[i])) }
            )
        ).filter(Boolean));
    } else drawing.append(s("path.line", { d: path(data.count) }));
    if (data.baseline) drawing.append(s("path.usual", { d: path(data.baseline) }));
    if (!columns) drawing.append(...Array.from(
        { length: count },
        (_, i) => (out(i) || (count <= 62 && have(data.count, i)) ? s(`circle.dot${out(i) ? ".out" : ""}`,
            { cx: x(i), cy: y(data.count[i]), r: out(i) ? 5 : 2.8 }
        ) : null)
    ).filter(Boolean));
    drawing.append(...Array.from(
        { length: count },
        (_, i) => s("rect", { x: x(i) - slot / 2, y: top, width: slot, height: height - top - bottom, fill: "transparent" },
        s("title", null, `${name(data.time[i])} : ${have(data.count, i) ? number(data.count[i], digits || 1) : t("missing")}${have(data.baseline, i) ? ` (${t("usual.is", { value: number(data.baseline[i], 1) })})` : ""}`))));
    return drawing;
}

// The series' key in words and shapes.
export function keys({ usual = true, band = true, gap = true, out = true } = {}) {
    const one = (shape, word) => h("span.key", h(`i.${shape}`), t(word));
    return h("div.keys",
        one("k-line", "key.counted"), usual && one("k-usual", "key.usual"), band && one("k-band", "key.band"),
        out && one("k-out", "key.out"), gap && one("k-gap", "missing")
    );
}
