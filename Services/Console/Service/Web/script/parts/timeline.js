// The time slider: every hour that the house remembers, its total above it (hatched where it is not known), and play.

import { h, icon, s, swap } from "../dom.js";
import { get } from "../api.js";
import { calendarDay, dayAndHour, dayShort, dayStart, iso, number, seconds } from "../format.js";
import { house } from "../house.js";
import { t } from "../words.js";

const HOUR = 3600;
const SPAN = 72;

// `at`: seconds or null for now. `change(at)` is told, null for now.
export function timeline({ at, change, signal }) {
    const last = () => Math.ceil(house.present() / HOUR) * HOUR;
    let end = at === null ? last() : Math.min(last(), at + 24 * HOUR);
    let chosen = at;
    let playing = null;
    let data = null;
    const bars = h("div.hours", { "aria-hidden": "true" });
    const range = h("input",
        {
            type: "range", id: "time-range", min: 0, max: SPAN, step: 1, "aria-label": t("time.slider"),
            oninput: () => pick(end - (SPAN - Number(range.value)) * HOUR),
        }
    );
    const day = h("input", { type: "date", id: "time-day", "aria-label": t("time.day"), onchange: () => jump() });
    const play = h("button.round", { type: "button", id: "time-play", onclick: () => (playing ? pause() : run()) });
    const live = h("button.button", { type: "button", id: "time-now", onclick: () => { pause(); pick(null); } }, t("time.now"));
    const words = h("output.time-words", { for: "time-range" });
    const step = (name, word, hours) => h("button.round",
        { type: "button", title: t(word), "aria-label": t(word), onclick: () => { pause(); pick((chosen ?? last()) + hours * HOUR); } },
        icon(name)
    );
    const element = h("div.timeline", { role: "group", "aria-label": t("time") },
        h("div.time-row", words, h("div.time-tools", day, step("back", "time.earlier", -1), play, step("forward", "time.later", 1), live)),
        h("div.time-track", bars, range)
    );

    function pick(time) {
        const earliest = house.territory.earliest ? seconds(house.territory.earliest) : last() - SPAN * HOUR;
        chosen = time === null || time >= last() ? null : Math.max(earliest, time);
        if (chosen === null && end !== last()) { end = last(); load(); }
        if (chosen !== null && (chosen > end || chosen < end - SPAN * HOUR)) { end = Math.min(last(), chosen + 24 * HOUR); load(); }
        show();
        change(chosen);
    }
    function jump() {
        if (!day.value) return;
        pause();
        const to = dayStart(day.value) + 12 * HOUR;
        end = Math.min(last(), to + 36 * HOUR);
        load();
        pick(to);
    }
    function run() {
        if (chosen === null) pick(end - 24 * HOUR);
        playing = setInterval(() => { if (chosen === null) pause(); else pick(chosen + HOUR); }, 900);
        show();
    }
    function pause() {
        clearInterval(playing);
        playing = null;
        show();
    }
    function show() {
        const time = chosen ?? last();
        range.value = SPAN - Math.round((end - time) / HOUR);
        const said = chosen === null ? t("time.is.now") : dayAndHour(time);
        range.setAttribute("aria-valuetext", said);
        words.textContent = said;
        words.classList.toggle("past", chosen !== null);
        day.value = calendarDay(time - 1);
        day.max = calendarDay(house.present());
        if (house.territory.earliest) day.min = calendarDay(house.territory.earliest);
        swap(play, icon(playing ? "pause" : "play"));
        play.setAttribute("aria-label", t(playing ? "time.pause" : "time.play"));
        live.setAttribute("aria-pressed", String(chosen === null));
        draw();
    }
    async function load() {
        try {
            data = await get("/hours", { from: iso(end - SPAN * HOUR), to: iso(end) }, signal);
        } catch (error) {
            if (error.name === "AbortError") return;
            data = null;
        }
        draw();
    }
    function draw() {
        const count = Array.from(
            { length: SPAN }, (_, i) => (data ? (data.count[Math.round((end - (SPAN - i) * HOUR - data.start) / HOUR)] ?? null) : null)
        );
        const most = Math.max(1, ...count.filter((v) => v !== null));
        const drawing = s("svg.chart", { viewBox: `0 0 ${SPAN * 10} 44`, preserveAspectRatio: "none" });
        count.forEach((value, i) => {
            const begin = end - (SPAN - i) * HOUR;
            drawing.append(value === null ? s("rect.gap", { x: i * 10, y: 0, width: 10, height: 44 })
                : s("rect.hour-bar", { x: i * 10 + 1.5, width: 7, y: 44 - Math.max(1, (value / most) * 40), height: Math.max(1, (value / most) * 40), "data-in": String(chosen === null || begin < chosen) }, s("title", null, `${dayAndHour(begin)} : ${number(value)}`)));
        });
        const days = [];
        const room = (from, to) => ((to - from) / SPAN) * (bars.clientWidth || 900);
        for (let i = 0; i < SPAN; i += 1) {
            const begin = end - (SPAN - i) * HOUR;
            if (calendarDay(begin) === calendarDay(begin - 1)) continue;
            // The last day's name stands before its line where there is no room behind it; the one before gives way to it then.
            const isLast = room(i, SPAN) < 92;
            if (!isLast && i + 24 < SPAN && room(i + 24, SPAN) < 92 && room(i, i + 24) < 184) continue;
            days.push(h("span", { style: { left: `${(i / SPAN) * 100}%` }, "data-last": String(isLast) }, dayShort(begin)));
        }
        swap(bars, drawing, h("div.hour-days", days));
    }
    signal.addEventListener("abort", () => clearInterval(playing), { once: true });
    house.on("watermark", () => { if (chosen === null && last() !== end) { end = last(); load(); show(); } }, signal);
    show();
    load();
    return element;
}
