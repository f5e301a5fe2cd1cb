// A short word at the edge that goes by itself; what matters also stands in the page.

import { h, say } from "../dom.js";

export function toast(text, action) {
    const box = h("div.toast", h("span", text), action);
    document.getElementById("toasts").replaceChildren(box);
    say(text);
    setTimeout(() => box.remove(), 7000);
}
