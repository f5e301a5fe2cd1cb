// A small line of a few values beside a number; gaps stay gaps.

import { s } from "../dom.js";
import { runs } from "./axis.js";

export function spark(values, label, limits = []) {
    const known = [...values, ...limits].filter((v) => v !== null && v !== undefined);
    if (!known.length) return null;
    const most = Math.max(...known) * 1.08 || 1;
    const x = (i) => 4 + (i / Math.max(1, values.length - 1)) * 248, y = (v) => 44 - (v / most) * 40;
    const drawing = s("svg.spark", { viewBox: "0 0 256 48", role: "img", "aria-label": label });
    for (const limit of limits) if (limit !== null) drawing.append(s("line.threshold", { x1: 0, x2: 256, y1: y(limit), y2: y(limit) }));
    drawing.append(s("path.line",
        { d: runs(values.length, (i) => values[i] !== null).map(([a, b]) => `M${Array.from({ length: b - a + 1 }, (_, k) => `${x(a + k)} ${y(values[a + k])}`).join("L")}`).join("") }
    ));
    if (values.length && values.at(-1) !== null) drawing.append(s("circle.dot", { cx: x(values.length - 1), cy: y(values.at(-1)), r: 4 }));
    drawing.classList.add("chart");
    return drawing;
}
