// Numbers, times and measures in the reader's language and the territory's time zone. Missing is a dash with a name, never zero.

import { locale, t } from "./words.js";
import { house } from "./house.js";

const cache = new Map();

function formatter(kind, options) {
    const key = `${kind}${locale()}${zone()}${JSON.stringify(options)}`;
    if (!cache.has(key)) cache.set(key, new Intl[kind](locale(), options));
    return cache.get(key);
}

const zone = () => house.territory?.timeZone ?? "UTC";
const date = (options) => formatter("DateTimeFormat", { timeZone: zone(), ...options });
const instant = (time) => (typeof time === "number" ? new Date(time * 1000) : new Date(time));

export const seconds = (time) => Math.floor(instant(time).getTime() / 1000);
export const iso = (time) => new Date(time * 1000).toISOString().replace(".000Z", "Z");

export function number(value, digits = 0) {
    if (value === null || value === undefined) return t("missing.short");
    return formatter("NumberFormat", { maximumFractionDigits: digits, minimumFractionDigits: 0 }).format(value);
}

// Enough digits for a reader: 0.0042, 0.31, 4.2, 61.
export function expected(value) {
    if (value === null || value === undefined) return t("missing.short");
    if (value !== 0 && Math.abs(value) < 1) return formatter("NumberFormat", { maximumSignificantDigits: 2 }).format(value);
    return number(value, Math.abs(value) < 10 ? 1 : 0);
}

export function percent(value, digits = 0) {
    if (value === null || value === undefined) return t("missing.short");
    return formatter("NumberFormat", { style: "percent", maximumFractionDigits: digits }).format(value);
}

export function change(value) {
    if (value === null || value === undefined) return t("missing.short");
    return formatter("NumberFormat", { style: "percent", maximumFractionDigits: 0, signDisplay: "exceptZero" }).format(value);
}

export function interval(lower, upper) {
    if (lower === null || lower === undefined || upper === null || upper === undefined) return t("missing.short");
    return t("interval", { lower: number(lower), upper: number(upper) });
}

export const hour = (time) => date({ hour: "2-digit", minute: "2-digit" }).format(instant(time));
export const dayShort = (time) => date({ weekday: "short", day: "numeric", month: "short" }).format(instant(time));
export const dayLong = (time) => date({ weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(instant(time));
export const dayAndHour = (time) => date({
    weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit",
}).format(instant(time));

// The calendar day of the territory that holds an instant: 2026-11-25.
export function calendarDay(time) {
    const parts = Object.fromEntries(
        new Intl.DateTimeFormat("en-GB", { timeZone: zone(), year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(instant(time)).map((p) => [p.type, p.value]));
    return `${parts.year}-${parts.month}-${parts.day}`;
}

// Noon UTC of a calendar day, which is the same day in every zone of Europe, so that a day is named without shifting.
export const noon = (day) => Date.parse(`${day}T12:00:00Z`) / 1000;

// When a calendar day of the territory begins, in seconds: the offset of that day's own start, found twice for the days the clock changes.
export function dayStart(day) {
    const midnight = Date.parse(`${day}T00:00:00Z`);
    let guess = midnight;
    for (let turn = 0; turn < 2; turn += 1) guess = midnight - offset(guess);
    return guess / 1000;
}

function offset(milliseconds) {
    const parts = Object.fromEntries(
        new Intl.DateTimeFormat("en-GB",
            { timeZone: zone(), hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric" }
        )
            .formatToParts(new Date(milliseconds)).map((p) => [p.type, Number(p.value)]));
    return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute) - Math.floor(milliseconds / 60000) * 60000;
}

export function window(start, end) {
    const whole = seconds(end) - seconds(start) >= 86400;
    return whole ? `${dayAndHour(start)} – ${dayAndHour(end)}` : `${dayShort(start)}, ${hour(start)}\u2009–\u2009${hour(end)}`;
}

// "12 minutes ago", against the house's own time: a replay has a present too.
export function ago(time, now = house.present()) {
    const gone = now - seconds(time);
    if (Math.abs(gone) < 45) return t("just.now");
    const [unit, size] = Math.abs(gone) < 3570 ? ["minute", 60] : Math.abs(gone) < 86400 ? ["hour", 3600] : ["day", 86400];
    return formatter("RelativeTimeFormat", { numeric: "always", style: "short" }).format(-Math.round(gone / size), unit);
}

const UNITS = { Cel: "°C", "{person}": "unit.people", mm: "mm", "m/s": "m/s", s: "unit.min", "{visit}": "unit.visits", "": "" };

// A measure with its unit (UCUM on the wire); `null` with bounds is "fewer than 20", without them no data.
export function measure(reading) {
    const { value, unit, upper } = reading;
    const named = UNITS[unit] ?? unit;
    const words = named.startsWith("unit.") ? t(named) : named;
    const scale = unit === "s" ? 1 / 60 : 1;
    if (value === null || value === undefined) return upper === null || upper === undefined
        ? null
        : t("at.most", { value: number(upper * scale), unit: words });
    return `${number(value * scale, Math.abs(value * scale) < 100 ? 1 : 0)}\u00a0${words}`.trim();
}
