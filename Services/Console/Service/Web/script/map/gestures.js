// Hands and keys on the map: drag, wheel, pinch, arrows, plus and minus, Enter, Home.

export function gestures(map, signal) {
    const { keys: area, view } = map;
    const points = new Map();
    let moved = 0;
    let spread = 0;
    const place = (event) => { const box = area.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
    const on = (name, act, options) => area.addEventListener(name, act, { signal, ...options });

    on("pointerdown", (event) => {
        if (event.button) return;
        area.setPointerCapture(event.pointerId);
        points.set(event.pointerId, place(event));
        if (points.size === 1) moved = 0;
        spread = apart(points);
    });
    on("pointermove", (event) => {
        const from = points.get(event.pointerId);
        if (!from) return;
        const to = place(event);
        const shift = [to[0] - from[0], to[1] - from[1]];
        points.set(event.pointerId, to);
        moved += Math.hypot(...shift);
        if (moved < 4) return;
        map.touched = true;
        view.pan(shift[0] / points.size, shift[1] / points.size);
        if (points.size === 2) {
            const wide = apart(points);
            const [[a, b], [c, d]] = [...points.values()];
            if (spread > 0 && wide > 0) view.zoom(wide / spread, (a + c) / 2, (b + d) / 2);
            spread = wide;
        }
        map.draw();
    });
    const lift = (event) => {
        if (!points.delete(event.pointerId)) return;
        spread = apart(points);
        if (event.type === "pointerup" && moved < 4 && !points.size) map.pick(...place(event));
    };
    on("pointerup", lift);
    on("pointercancel", lift);
    on("wheel", (event) => {
        event.preventDefault();
        map.zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)), ...place(event));
    }, { passive: false });
    on("keydown", (event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const act = {
            ArrowLeft: () => map.step(
                -1, 0
            ), ArrowRight: () => map.step(1, 0), ArrowUp: () => map.step(0, 1), ArrowDown: () => map.step(0, -1),
            "+": () => map.zoom(1.6), "=": () => map.zoom(1.6), "-": () => map.zoom(1 / 1.6), Home: () => map.whole(), 0: () => map.whole(),
            Enter: () => chosen(map), " ": () => chosen(map), Escape: () => map.unchoose(),
        }[event.key];
        if (!act) return;
        event.preventDefault();
        act();
    });
}

function chosen(map) {
    const { cursor } = map.scene;
    if (!cursor) return map.step(0, 0);
    const cell = [cursor.level, cursor.column, cursor.row];
    const x = (cursor.column + 0.5) * cursor.side, y = (cursor.row + 0.5) * cursor.side;
    return map.onPick?.({ cell, zone: map.zoneAt(x, y), mark: null });
}

function apart(points) {
    if (points.size !== 2) return 0;
    const [[a, b], [c, d]] = [...points.values()];
    return Math.hypot(a - c, b - d);
}
