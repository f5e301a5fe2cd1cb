// How grave something is, told by bars and by words, then by colour.

import { h, s } from "../dom.js";
import { t } from "../words.js";

const BARS = { unknown: 1, minor: 1, moderate: 2, severe: 3, extreme: 4 };

export function badge(severity) {
    const bars = [0, 1, 2, 3].map((i) => s("rect",
        { x: i * 4.5, y: 13 - (4 + i * 3), width: 3, height: 4 + i * 3, rx: 1, opacity: i < (BARS[severity] ?? 1) ? 1 : 0.25 }
    ));
    return h("span.badge", { "data-severity": severity },
        s("svg", { viewBox: "0 0 17 13", "aria-hidden": "true" }, ...bars), t(`severity.${severity}`)
    );
}
