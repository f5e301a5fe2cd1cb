// What stands where data should be: waiting, nothing, or a problem; the last two with a remedy.

import { h, icon, swap } from "../dom.js";
import { t } from "../words.js";

export function waiting() {
    return h("div.waiting", { role: "status", "aria-label": t("waiting") }, h("i"), h("i"), h("i"));
}

export function empty(key, action) {
    return h("div.empty", h("b", t(`empty.${key}`)), h("p", t(`empty.${key}.why`)), action);
}

export function trouble(error, again) {
    return h(
        "div.empty", { role: "alert" }, h("b", error.status === 0 ? t("trouble.line") : t("trouble")), h("p", error.message),
        h("p", t(`remedy.${[0, 401, 403, 429, 503].includes(error.status) ? error.status : "other"}`)),
        again && h("button.button", { type: "button", onclick: again }, t("again")));
}

// Fills a place with what a promise gives: waiting meanwhile, a problem where it fails; an older answer never overwrites a newer one.
export function fill(place, ask, show, { quiet = false } = {}) {
    const turn = (place.turn = (place.turn ?? 0) + 1);
    if (!quiet || !place.childElementCount) swap(place, waiting());
    place.setAttribute("aria-busy", "true");
    return ask().then((value) => {
        if (place.turn !== turn) return;
        swap(place, show(value));
        place.removeAttribute("aria-busy");
    }, (error) => {
        if (place.turn !== turn || error.name === "AbortError") return;
        place.removeAttribute("aria-busy");
        swap(place, trouble(error, () => fill(place, ask, show)));
    });
}

// No data, hatched; never a zero.
export function missing(words = t("missing")) {
    return h("span.missing", words);
}

export function chip(kind, name, ...children) {
    return h(`span.chip${kind ? `.${kind}` : ""}`, name && icon(name), ...children);
}
