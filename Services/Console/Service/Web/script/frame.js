// The frame round the screens: where we are, how fresh it is, language, theme, who is signed in.

import { h, icon, say, swap } from "./dom.js";
import { alerts } from "./alerts.js";
import { post } from "./api.js";
import { hour } from "./format.js";
import { house, keep, kept } from "./house.js";
import { language, own, t } from "./words.js";
import { toast } from "./parts/toast.js";

const SCREENS = ["agenda", "now", "next", "before", "trust"];

export function frame(current) {
    const top = document.querySelector(".top");
    const signedIn = house.session.signedIn;
    const shown = signedIn ? SCREENS : house.session.publicTrust ? ["trust"] : [];
    document.querySelector(".skip").textContent = t("skip");
    const link = (name) => h("a", { href: `#/${name}`, "aria-current": name === current ? "page" : null },
        icon(name), h("span", t(`screen.${name}`)), name === "now" && h("span.count", { id: "open-count", hidden: true })
    );
    swap(top,
        h("a.brand", { href: "#/", "aria-label": `Quietude${house.territory ? `, ${house.territory.name}` : ""}` },
            h("img", { src: "/icon.svg", alt: "", width: 28, height: 28 }), h("b", "Quietude"),
            house.territory && h("span.where", house.territory.name)
        ),
        h("nav.screens", { "aria-label": t("nav") }, shown.map(link)),
        h("div.tools", signedIn && h("span.fresh", { id: "fresh" }), menu()));
    count();
    freshness();
}

function menu() {
    const choice = (name, words, pressed, press) => h("button.button",
        { type: "button", "aria-pressed": String(pressed), onclick: press, id: `choose-${name}` }, words
    );
    const theme = kept("theme") ?? "auto";
    const box = h(
        "details.menu", { id: "menu" },
        h("summary.round", { "aria-label": t("menu"), title: t("menu") },
            icon(theme === "night" ? "moon" : theme === "day" ? "sun" : "auto")
        ),
        h("div",
        house.settings.territories.length > 1 && h(
            "label.field", h("span", t("territory")),
            h(
                "select",
                {
                    id: "choose-territory", onchange: (event) => house.tell("territory-chosen", event.target.value),
                    value: house.territory?.id,
                },
            house.settings.territories.map((one) => h("option", { value: one.id }, one.name)))),
        h(
            "div.field", h("span", { id: "label-language" }, t("language")),
            h("div.row", { role: "group", "aria-labelledby": "label-language" },
            choice("fr", "Français", language() === "fr", () => speak("fr")), choice("en", "English", language() === "en", () => speak("en")))),
        h("div.field", h("span", { id: "label-theme" }, t("theme")), h("div.row", { role: "group", "aria-labelledby": "label-theme" },
            ["auto", "day", "night"].map((name) => choice(name, t(`theme.${name}`), theme === name, () => dress(name))))),
        house.session.signedIn && h("p.small.soft", t("signed.in", { name: house.session.name, role: t(`role.${house.session.role}`) })),
        house.session.signedIn && h("button.button", { type: "button", onclick: leave }, icon("out"), t("sign.out")),
        h("p.small", h("a", { href: "/api/openapi.yaml" }, t("api")))));
    box.addEventListener("keydown",
        (event) => { if (event.key === "Escape" && box.open) { box.open = false; box.querySelector("summary").focus(); } }
    );
    box.addEventListener("focusout", (event) => { if (event.relatedTarget && !box.contains(event.relatedTarget)) box.open = false; });
    return box;
}

function speak(name) {
    keep("language", name);
    document.documentElement.lang = name;
    house.tell("language");
}

function dress(name) {
    keep("theme", name);
    if (name === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = name;
    house.tell("theme");
    house.tell("frame");
    document.getElementById("menu").open = true;
    document.getElementById(`choose-${name}`)?.focus();
}

async function leave() {
    try { await post("/session/end"); } catch (error) { toast(error.message); return; }
    location.hash = "";
    location.reload();
}

// How many alerts nobody took yet.
function count() {
    const place = document.getElementById("open-count");
    if (!place) return;
    const open = alerts.open();
    const unknown = alerts.problem !== null && !alerts.loaded;
    place.hidden = !open && !unknown;
    place.textContent = unknown ? "?" : open;
    place.setAttribute("aria-label", unknown ? t("alerts.unknown") : t("alerts.open", { n: open }));
}

// Whether what is shown is live; where it is not, a bar says since when and what to do.
function freshness() {
    const place = document.getElementById("fresh");
    if (!place) return;
    const state = house.freshness;
    place.dataset.state = state;
    place.textContent = state === "live" ? t("fresh.live", { time: house.watermark ? hour(house.watermark) : "…" }) : t(`fresh.${state}`);
    let bar = document.getElementById("stale");
    if (state !== "stale") { bar?.remove(); return; }
    if (bar) return;
    const since = house.lastHeard ? new Date(house.lastHeard).toISOString() : null;
    bar = h("div.stale-bar", { id: "stale", role: "status" }, icon("warn"), h("span", t("stale", { since: since ? hour(since) : "…" })));
    document.querySelector(".top").after(bar);
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => house.tell("theme"));
// New alerts are said together, politely: a storm of them is one sentence.
let unsaid = [];
let saying = null;
function announce(alert) {
    unsaid.push(alert);
    saying ??= setTimeout(() => {
        say(unsaid.length === 1 ? t("alert.said", { headline: own(unsaid[0].headline) }) : t("alerts.said", { n: unsaid.length }));
        unsaid = [];
        saying = null;
    }, 1500);
}

house.on("alerts", (detail) => {
    count();
    if (detail?.fresh) announce(detail.alert);
    if (detail?.fresh && ["severe", "extreme"].includes(detail.alert.severity) && !location.hash.startsWith("#/now")) {
        toast(t("alert.new"), h("a", { href: `#/now?alert=${encodeURIComponent(detail.alert.id)}` }, t("alert.see")));
    }
});
house.on("freshness", freshness);
house.on("watermark", freshness);
