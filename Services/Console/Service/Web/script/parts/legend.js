// The scale of the map in a strip: its colours, three numbers, and what the hatching means.

import { h } from "../dom.js";
import { t } from "../words.js";
import { expected } from "../format.js";
import { ramp } from "../map/scale.js";
import { theme } from "../map/inks.js";

export function legend(title, top, { hatched = true, marks = false, elsewhere = null } = {}) {
    const strip = h("canvas", { width: 256, height: 1, role: "img", "aria-label": t("legend.scale", { top: expected(top) }) });
    const context = strip.getContext("2d");
    const image = context.createImageData(256, 1), colours = ramp(theme());
    for (let i = 0; i < 256; i += 1) image.data.set([colours[i * 3], colours[i * 3 + 1], colours[i * 3 + 2], 255], i * 4);
    context.putImageData(image, 0, 0);
    return h(
        "div.legend", h("span", title), top > 0 && strip,
        top > 0 && h("span.ticks", h("span", "0"), h("span", expected(top / 4)), h("span", `≥ ${expected(top)}`)),
        h("span.keys", hatched && h("span.missing", t("missing")), marks && h("span.soft", t("legend.marks")),
            elsewhere !== null && h("span.elsewhere", t("legend.elsewhere", { value: expected(elsewhere) }))
        ));
}
