// The map's colours, read from the style sheet, so that a theme is told in one place.

export function inks(canvas) {
    const style = getComputedStyle(document.documentElement);
    const ink = (name) => style.getPropertyValue(`--${name}`).trim();
    return {
        sea: ink("map-sea"), land: ink("map-land"), border: ink("map-border"), name: ink("map-name"), halo: ink("map-halo"), accent: ink("accent"), onAccent: ink("on-accent"),
        reach: ink("map-reach"), minor: ink("minor"), moderate: ink("moderate"), severe: ink("severe"), extreme: ink("extreme"), unknown: ink("minor"), onMark: ink("on-mark"),
        font: getComputedStyle(document.body).fontFamily, cells: Number(ink("map-cells")) || 0.9, hatch: hatch(canvas,
            ink("map-land"), ink("hatch")
        ),
    };
}

// Slanted lines: no data. A pattern, so that it is told from every colour, in print too.
function hatch(canvas, ground, line) {
    const tile = document.createElement("canvas");
    tile.width = 8;
    tile.height = 8;
    const context = tile.getContext("2d");
    context.fillStyle = ground;
    context.fillRect(0, 0, 8, 8);
    context.strokeStyle = line;
    context.lineWidth = 1.4;
    context.beginPath();
    for (const shift of [-8, 0, 8]) { context.moveTo(shift - 1, 9); context.lineTo(shift + 9, -1); }
    context.stroke();
    return canvas.getContext("2d").createPattern(tile, "repeat");
}

export function theme() {
    const chosen = document.documentElement.dataset.theme;
    return chosen ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "night" : "day");
}
