// Tabs after the ARIA pattern: arrows move, the panel is named by its tab.

import { h, swap } from "../dom.js";

// `list`: {id, name, panel() -> nodes}. Gives {element, show(id), name(id, words)}.
export function tabs(list, label, changed) {
    const panel = h("div.tab-panel", { role: "tabpanel", tabindex: "0" });
    const buttons = list.map((tab, i) => h("button", {
        type: "button", role: "tab", id: `tab-${tab.id}`, "aria-controls": "tab-panel", onclick: () => show(tab.id),
        onkeydown: (event) => {
            const to = { ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: list.length - 1 }[event.key];
            if (to === undefined) return;
            event.preventDefault();
            const next = (to + list.length) % list.length;
            show(list[next].id);
            buttons[next].focus();
        },
    }, tab.name));
    panel.id = "tab-panel";
    let current = null;
    function show(id) {
        const tab = list.find((one) => one.id === id) ?? list[0];
        current = tab.id;
        buttons.forEach((button, i) => {
            button.setAttribute("aria-selected", String(list[i] === tab));
            button.tabIndex = list[i] === tab ? 0 : -1;
        });
        panel.setAttribute("aria-labelledby", `tab-${tab.id}`);
        swap(panel, h("h2.unseen", tab.heading ?? tab.name), tab.panel());
        changed?.(tab.id);
    }
    return {
        element: h("div.tabbed", h("div.tabs", { role: "tablist", "aria-label": label }, buttons), panel), show, panel,
        get current() { return current; },
        name(id, words) { const i = list.findIndex((tab) => tab.id === id); if (i >= 0) buttons[i].textContent = words; },
        refresh() { if (current) show(current); },
    };
}
