// The console's API: JSON in and out, problems as errors that say what to do.

import { house } from "./house.js";
import { language, t } from "./words.js";

class Problem extends Error {
    constructor(status, text) {
        super(text);
        this.status = status;
    }
}

async function problem(response) {
    let detail = "";
    try {
        const body = await response.json();
        detail = (language() === "fr" ? body.detailFr : body.detail) ?? body.detail ?? body.title ?? "";
    } catch { /* no problem details: the status alone speaks */ }
    if (response.status === 401 && house.session.signedIn) house.tell("signed-out");
    const known = [401, 403, 404, 422, 429, 503].includes(response.status) ? response.status : 500;
    return new Problem(response.status, detail || t(`problem.${known}`));
}

async function ask(path, options) {
    let response;
    try {
        response = await fetch(path, { credentials: "same-origin", ...options });
    } catch (error) {
        if (error.name === "AbortError") throw error;
        throw new Problem(0, t("problem.0"));
    }
    if (!response.ok) throw await problem(response);
    return response;
}

// The address of a path of the API with its questions; the territory is added, empty ones are left out.
export function address(path, questions = {}) {
    const search = new URLSearchParams();
    if (house.territory && house.settings.territories.length > 1) search.set("territory", house.territory.id);
    for (const [name, value] of Object.entries(questions)) if (
        value !== undefined
            && value !== null
            && value !== ""
    ) search.set(name, value);
    const text = search.toString();
    return `/api${path}${text ? `?${text}` : ""}`;
}

export async function get(path, questions, signal) {
    return (await ask(address(path, questions), { signal })).json();
}

export async function post(path, body) {
    const headers = { "Content-Type": "application/json", ...(house.session.csrf ? { "X-CSRF-Token": house.session.csrf } : {}) };
    const response = await ask(address(path), { method: "POST", headers, body: JSON.stringify(body ?? {}) });
    return response.status === 204 ? null : response.json();
}

const kept = new Map();

// A forecast's cells, unpacked from columns; the last dozen are kept, so that a slider goes back without asking.
export async function cells(id, signal) {
    const path = address(`/forecasts/${encodeURIComponent(id)}/cells`);
    if (kept.has(path)) return kept.get(path);
    const response = await ask(path, { headers: { Accept: "application/octet-stream" }, signal });
    const packed = unpack(await response.arrayBuffer());
    kept.set(path, packed);
    if (kept.size > 12) kept.delete(kept.keys().next().value);
    return packed;
}

export function forgetCells() {
    kept.clear();
}

function unpack(buffer) {
    const head = new DataView(buffer);
    if (buffer.byteLength < 24 || head.getUint32(0, true) !== 0x31435151) throw new Problem(500, t("problem.packed"));
    const count = head.getUint32(4, true);
    if (buffer.byteLength < 24 + count * 13) throw new Problem(500, t("problem.packed"));
    const column = new Int32Array(buffer, 24, count);
    const row = new Int32Array(buffer, 24 + 4 * count, count);
    const value = new Float32Array(buffer, 24 + 8 * count, count);
    return { level: head.getUint32(8, true), elsewhere: head.getFloat32(16, true), count, column, row, value };
}
