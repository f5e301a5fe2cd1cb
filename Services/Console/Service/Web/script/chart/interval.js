// One expected number with its interval on a scale shared by its neighbours: a band, a dot, and a tick for what is usual.

import { s } from "../dom.js";

export function interval({ expected, lower, upper, usual, source }, most, label) {
    const x = (v) => (v / most) * 200;
    const drawing = s("svg.interval", { viewBox: "-4 0 208 22", preserveAspectRatio: "none", role: "img", "aria-label": label });
    if (expected === null || expected === undefined) {
        drawing.classList.add("none");
        return drawing;
    }
    drawing.append(s("rect.track", { x: 0, y: 10, width: 200, height: 2, rx: 1 }));
    if (lower !== null && upper !== null) drawing.append(s(`rect.span.${source ?? "season"}`,
        { x: x(lower), y: 5, width: Math.max(2, x(upper) - x(lower)), height: 12, rx: 6 }
    ));
    if (usual !== null && usual !== undefined) drawing.append(s("rect.tick", { x: x(usual) - 1, y: 2, width: 2, height: 18 }));
    drawing.append(s("rect.point", { x: x(expected) - 3, y: 4, width: 6, height: 14, rx: 3 }));
    return drawing;
}
