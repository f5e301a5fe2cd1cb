// What the whole page knows: who is signed in, the settings, the territory, how far time has come; and who wants to hear of changes.

const listeners = new Map();

export const house = {
    session: { signedIn: false, can: [], signIn: {}, publicTrust: false },
    settings: { territories: [], categories: [], themes: [], sources: [] },
    territory: null,
    zones: [],
    watermark: null,
    // How fresh what is shown is: "connecting", "live" or "stale".
    freshness: "connecting",
    lastHeard: null,

    // The house's own present in seconds: the watermark, else this machine's clock.
    present() {
        return this.watermark ? Date.parse(this.watermark) / 1000 : Date.now() / 1000;
    },
    can(what) {
        return this.session.can?.includes(what) ?? false;
    },
    category(id) {
        return this.settings.categories.find((category) => category.id === Number(id));
    },
    zone(id) {
        return this.zones.find((zone) => zone.id === id);
    },
    on(event, listener, signal) {
        if (!listeners.has(event)) listeners.set(event, new Set());
        listeners.get(event).add(listener);
        signal?.addEventListener("abort", () => listeners.get(event).delete(listener), { once: true });
    },
    tell(event, detail) {
        for (const listener of [...(listeners.get(event) ?? [])]) listener(detail);
    },
};

export function kept(name) {
    try { return localStorage.getItem(`quietude.${name}`); } catch { return null; }
}

export function keep(name, value) {
    try { localStorage.setItem(`quietude.${name}`, value); } catch { /* private windows keep nothing, and need not */ }
}
