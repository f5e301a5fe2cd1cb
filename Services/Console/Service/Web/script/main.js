// The start: who is signed in, where we are, which screen the address asks for.

import { h, swap } from "./dom.js";
import { alerts } from "./alerts.js";
import { forgetCells, get, post } from "./api.js";
import { frame } from "./frame.js";
import { house, keep, kept } from "./house.js";
import { hush, listen } from "./stream.js";
import { t } from "./words.js";
import { trouble } from "./parts/states.js";
import { agenda } from "./screens/agenda.js";
import { before } from "./screens/before.js";
import { next } from "./screens/next.js";
import { now } from "./screens/now.js";
import { signIn } from "./screens/signIn.js";
import { trust } from "./screens/trust.js";

const screens = { agenda, now, next, before, trust, "sign-in": signIn };
let shown = null;

// The screen and its questions in the address: #/now?alert=t-1.
function route() {
    const [path, search = ""] = location.hash.replace(/^#\/?/, "").split("?");
    const [name, detail] = path.split("/");
    return { name: name || "agenda", detail: detail ? decodeURIComponent(detail) : null, ask: new URLSearchParams(search) };
}

function show({ anew = false } = {}) {
    const where = route();
    if (!house.session.signedIn && !(where.name === "trust" && house.session.publicTrust)) where.name = "sign-in";
    const build = screens[where.name];
    const main = document.getElementById("screen");
    if (!build) {
        swap(main, h("div.page", h("h1", t("lost")), h("p", h("a", { href: "#/agenda" }, t("lost.back")))));
        shown = null;
        return;
    }
    document.title = `${t(`screen.${where.name}`)} – ${house.territory?.name ?? "Quietude"}`;
    if (!anew && shown?.name === where.name && shown.follow) {
        // A screen that cannot go there from where it is says false, and is built anew.
        if (shown.follow(where) !== false) return;
    }
    const moved = shown !== null && shown.name !== where.name;
    shown?.stop.abort();
    const stop = new AbortController();
    shown = { name: where.name, stop, follow: null };
    main.className = `on-${where.name}`;
    frame(where.name);
    shown.follow = build(main, where, stop.signal) ?? null;
    if (moved) { main.focus({ preventScroll: true }); scrollTo(0, 0); }
}

async function begin() {
    const token = /^#token=([^&]+)/.exec(location.hash)?.[1];
    if (token) {
        history.replaceState(null, "", location.pathname);
        try { await post("/session/token", { token: decodeURIComponent(token) }); } catch (error) { house.signInProblem = error; }
    }
    const [session, settings] = await Promise.all([get("/session"), get("/settings")]);
    house.session = session;
    house.settings = settings;
    if (session.signedIn) await enter(kept("territory"));
    show({ anew: true });
}

// Loads the territory; its outlines come meanwhile, for the first screen does not need them.
async function enter(id) {
    const known = house.settings.territories.find((one) => one.id === id) ?? house.settings.territories[0];
    house.territory = known ?? null;
    if (!known) return;
    house.territory = await get("/territory");
    house.watermark = house.territory.watermark;
    house.zones = [];
    forgetCells();
    get("/outlines").then(({ zones }) => {
        const common = prefix(zones.map((zone) => zone.name));
        house.zones = zones.map((zone) => ({ ...zone, short: zone.name.slice(common).replace(/ arrondissement$/i, "") || zone.name }));
        house.tell("outlines");
    }, () => { /* without outlines the map shows cells alone */ });
    alerts.load();
    listen();
}

// How many letters all names begin with, up to a space: "Marseille " says nothing on a map of Marseille.
function prefix(names) {
    if (names.length < 2) return 0;
    let length = 0;
    while (length < names[0].length && names.every((name) => name[length] === names[0][length])) length += 1;
    return names[0].lastIndexOf(" ", length - 1) + 1;
}

addEventListener("hashchange", () => show());
house.on("language", () => {
    show({ anew: true });
    document.getElementById("menu").open = true;
    document.getElementById(`choose-${document.documentElement.lang}`)?.focus();
});
house.on("frame", () => frame(route().name));
house.on("signed-out", () => {
    if (!house.session.signedIn) return;
    hush();
    house.session = { ...house.session, signedIn: false, can: [] };
    house.expired = true;
    show({ anew: true });
});
house.on("signed-in", () => begin());
house.on("territory-chosen", async (id) => {
    keep("territory", id);
    await enter(id);
    show({ anew: true });
});

begin().catch((error) => {
    frame(null);
    swap(document.getElementById("screen"), h("div.page", h("h1", "Quietude"), trouble(error, () => location.reload())));
});
