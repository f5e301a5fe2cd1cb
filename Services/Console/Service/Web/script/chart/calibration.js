// Forecast against fact: a point on the diagonal means that what was given one chance in three came one time in three.

import { s } from "../dom.js";
import { percent } from "../format.js";
import { t } from "../words.js";

export function calibration(points, label) {
    const size = 300, left = 44, bottom = 40, side = size - left - 10;
    const x = (v) => left + v * side, y = (v) => size - bottom - v * (size - bottom - 10);
    const drawing = s("svg.chart", { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": label });
    for (const v of [0, 0.25, 0.5, 0.75, 1]) {
        drawing.append(
            s("line", { class: "grid-line", x1: x(0), x2: x(1), y1: y(v), y2: y(v) }),
            s("text", { x: left - 6, y: y(v) + 4, "text-anchor": "end" }, percent(v))
        );
        if (v) drawing.append(s("text", { x: x(v), y: size - bottom + 16, "text-anchor": "middle" }, percent(v)));
    }
    drawing.append(
        s("line.usual", { x1: x(0), y1: y(0), x2: x(1), y2: y(1) }),
        s("text", { x: x(0.5), y: size - 6, "text-anchor": "middle" }, t("calibration.said")),
        s("path.line", { d: points.length > 1 ? `M${points.map((p) => `${x(p.expected)} ${y(p.observed)}`).join("L")}` : "" }));
    for (const p of points) drawing.append(s("circle.dot", { cx: x(p.expected), cy: y(p.observed), r: 4.5 },
        s("title", null, t("calibration.point", { said: percent(p.expected), came: percent(p.observed) }))
    ));
    return drawing;
}
