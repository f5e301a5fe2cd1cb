// Server-sent events, read by hand: an EventSource hides the server's heartbeat, and without it a dead line looks alive.

import { house } from "./house.js";
import { address } from "./api.js";

const SILENCE = 40_000; // the server breathes every 15 s
const LONGEST_PAUSE = 20_000;

let last = "";
let running = null;

export function listen() {
    hush();
    running = new AbortController();
    follow(running.signal);
    // A phone that wakes up has an old line: try at once.
    document.addEventListener("visibilitychange",
        () => { if (!document.hidden && house.freshness === "stale") listen(); }, { signal: running.signal }
    );
}

export function hush() {
    running?.abort();
    running = null;
}

async function follow(signal) {
    let pause = 500;
    while (!signal.aborted) {
        try {
            await once(signal, () => { pause = 500; });
        } catch { /* the line broke; it is told below, and tried again */ }
        if (signal.aborted) return;
        set(house.lastHeard ? "stale" : "connecting");
        await new Promise((resolve) => { setTimeout(resolve, pause + Math.random() * 250); });
        pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
}

async function once(signal, opened) {
    const line = new AbortController();
    const end = () => line.abort();
    signal.addEventListener("abort", end, { once: true });
    let timer = setTimeout(end, SILENCE);
    try {
        const response = await fetch(address("/events"), {
            credentials: "same-origin", cache: "no-store", signal: line.signal, headers: { Accept: "text/event-stream", ...(last ? { "Last-Event-ID": last } : {}) } });
        if (response.status === 401) house.tell("signed-out");
        if (!response.ok || !response.body) return;
        opened();
        set("live");
        const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
        for (let rest = ""; ;) {
            const { value, done } = await reader.read();
            if (done) return;
            clearTimeout(timer);
            timer = setTimeout(end, SILENCE);
            house.lastHeard = Date.now();
            rest += value.replaceAll("\r\n", "\n");
            const parts = rest.split("\n\n");
            rest = parts.pop();
            if (/^(:[^\n]*\n?)+$/.test(rest)) rest = "";
            for (const part of parts) dispatch(part);
        }
    } finally {
        clearTimeout(timer);
        signal.removeEventListener("abort", end);
    }
}

function dispatch(part) {
    let event = "message";
    const data = [];
    for (const line of part.split("\n")) {
        if (line.startsWith("id:")) last = line.slice(3).trim();
        else if (line.startsWith("event:")) event = line.slice(6).trim();
        else if (line.startsWith("data:")) data.push(line.slice(5).trimStart());
    }
    if (!data.length) return;
    let value;
    try { value = JSON.parse(data.join("\n")); } catch { return; }
    if (value.watermark) house.watermark = value.watermark;
    house.tell(event, value);
    if (event === "hello") house.tell("watermark", value);
}

function set(freshness) {
    if (house.freshness === freshness) return;
    house.freshness = freshness;
    house.tell("freshness", freshness);
}
