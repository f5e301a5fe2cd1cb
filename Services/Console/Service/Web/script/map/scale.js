// A colour scale that is ordered to every eye: lightness runs one way, hue from blue to yellow (the pair that red-green blindness keeps apart).
// By day low is light, like the paper; by night low is dark, like the sky: what stands out is always what is high.

const STEPS = 256;

// OKLCH to sRGB (B. Ottosson, 2020), clipped.
function srgb(lightness, chroma, hue) {
    const a = chroma * Math.cos((hue * Math.PI) / 180);
    const b = chroma * Math.sin((hue * Math.PI) / 180);
    const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
    const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
    const n = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
    return [
        4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * n, -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * n,
        -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * n,
    ]
        .map((v) => Math.round(255 * Math.min(1, Math.max(0, v <= 0.0031308 ? 12.92 * v : 1.055 * v ** (1 / 2.4) - 0.055))));
}

const RAMPS = {
    day: [[0.965, 0.035, 100], [0.87, 0.07, 140], [0.74, 0.095, 195], [0.58, 0.105, 232], [0.43, 0.115, 262], [0.28, 0.11, 285]],
    night: [[0.27, 0.045, 262], [0.38, 0.085, 265], [0.52, 0.09, 240], [0.67, 0.095, 200], [0.81, 0.11, 140], [0.95, 0.125, 102]],
};

function table(stops) {
    const bytes = new Uint8ClampedArray(STEPS * 3);
    for (let step = 0; step < STEPS; step += 1) {
        const place = (step / (STEPS - 1)) * (stops.length - 1);
        const from = Math.min(stops.length - 2, Math.floor(place));
        const part = place - from;
        bytes.set(srgb(...stops[from].map((v, i) => v + (stops[from + 1][i] - v) * part)), step * 3);
    }
    return bytes;
}

const tables = { day: table(RAMPS.day), night: table(RAMPS.night) };

// The 256 colours of a theme, red, green, blue.
export function ramp(theme) {
    return tables[theme];
}

export function colour(theme, step) {
    const i = Math.max(0, Math.min(STEPS - 1, Math.round(step))) * 3;
    return `rgb(${tables[theme][i]} ${tables[theme][i + 1]} ${tables[theme][i + 2]})`;
}

// Which step a value is of, when `top` is the last colour: by the square root, for counts spread as their root.
export function step(value, top) {
    return top > 0 ? Math.min(STEPS - 1, Math.sqrt(Math.max(0, value) / top) * (STEPS - 1)) : 0;
}

// The value that all but one cell in two hundred stay under: one extreme cell must not make all others pale.
export function top(values) {
    const known = Float32Array.from(values).filter((value) => value > 0).sort();
    return known.length ? known[Math.floor((known.length - 1) * 0.995)] : 0;
}
