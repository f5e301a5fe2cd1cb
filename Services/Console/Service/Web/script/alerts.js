// The alerts in force, kept current by the stream; every part of the page reads them here.

import { get } from "./api.js";
import { house } from "./house.js";
import { seconds } from "./format.js";

const threads = new Map();

export const alerts = {
    loaded: false,
    problem: null,
    // Grave and open first, then the newest.
    list() {
        const weight = { extreme: 4, severe: 3, moderate: 2, minor: 1, unknown: 0 };
        const rest = (alert) => (["silenced", "answered"].includes(alert.handling.state) ? 1 : 0);
        return [...threads.values()].sort(
            (a, b) => rest(a) - rest(b)
                || weight[b.severity] - weight[a.severity]
                || seconds(b.sent) - seconds(a.sent)
        );
    },
    open() {
        return [...threads.values()].filter((alert) => alert.handling.state === "open").length;
    },
    async load() {
        try {
            const answer = await get("/alerts", { state: "in-force", limit: 1000 });
            threads.clear();
            for (const alert of answer.alerts) threads.set(alert.id, alert);
            this.loaded = true;
            this.problem = null;
        } catch (error) {
            this.problem = error;
        }
        house.tell("alerts");
    },
    take(alert) {
        const known = threads.has(alert.id);
        if (alert.state === "in-force") threads.set(alert.id, alert);
        else threads.delete(alert.id);
        house.tell("alerts", { alert, fresh: !known && alert.state === "in-force" });
    },
};

house.on("alert", (alert) => alerts.take(alert));
house.on("reset", () => { if (house.session.signedIn) alerts.load(); });
