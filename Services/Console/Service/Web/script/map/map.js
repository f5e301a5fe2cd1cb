// The map: a canvas that is panned and zoomed by hand, by wheel, by pinch and by keys, and says the chosen cell aloud.

import { h, icon, say } from "../dom.js";
import { house } from "../house.js";
import { t } from "../words.js";
import { outlines } from "./outlines.js";
import { edge, paint } from "./paint.js";
import { inks, theme } from "./inks.js";
import { raster } from "./raster.js";
import { top } from "./scale.js";
import { tiles } from "./tiles.js";
import { View } from "./view.js";
import { gestures } from "./gestures.js";

// `options`: label, signal, onPick({cell, zone, mark}), describe(index or -1, cells) -> words of a cell.
export class CityMap {
    constructor({ label, signal, onPick, describe }) {
        this.view = new View();
        this.scene = {
            rasters: [], circles: [], marks: [], names: true, uncovered: false, outlines: null, zone: null, cursor: null, tiles: null,
        };
        this.layers = [];
        this.onPick = onPick;
        this.describe = describe;
        this.canvas = h("canvas", { "aria-hidden": "true" });
        const button = (name, word, press) => h("button.round", { type: "button", title: t(word), "aria-label": t(word), onclick: press },
            icon(name)
        );
        this.keys = h("div.map-keys",
            {
                role: "application", tabindex: "0", "aria-label": label, "aria-roledescription": t("map.role"),
                "aria-describedby": "map-help",
            },
            this.canvas
        );
        this.element = h("div.map", this.keys, h("p.unseen", { id: "map-help" }, t("map.help")),
            h("div.map-tools", button("plus", "map.in", () => this.zoom(1.6)), button("minus", "map.out", () => this.zoom(1 / 1.6)), button("whole", "map.whole", () => this.whole())));
        gestures(this, signal);
        this.observer = new ResizeObserver(() => this.resize());
        this.observer.observe(this.element);
        signal.addEventListener("abort", () => { this.observer.disconnect(); cancelAnimationFrame(this.frame); }, { once: true });
        house.on("theme", () => { this.inks = null; this.redraw(); }, signal);
        house.on("outlines", () => this.territory(), signal);
        this.territory();
    }

    territory() {
        if (house.zones.length && house.zones !== this.known) {
            this.known = house.zones;
            this.scene.outlines = outlines(house.zones);
        }
        if (
            house.settings.tiles
                && house.territory
                && !this.scene.tiles
        ) this.scene.tiles = tiles(house.settings.tiles, house.territory, () => this.draw());
        if (house.territory?.extent && !this.view.extent && this.view.width > 1) this.whole();
        this.draw();
    }

    resize() {
        const { clientWidth: width, clientHeight: height } = this.element;
        if (!width || !height) return;
        const first = this.view.width <= 1;
        Object.assign(this.view, { width, height, ratio: Math.min(2, devicePixelRatio || 1) });
        this.canvas.width = Math.round(width * this.view.ratio);
        this.canvas.height = Math.round(height * this.view.ratio);
        if (house.territory?.extent && (first || !this.touched)) this.whole();
        this.now();
    }

    whole() {
        this.touched = false;
        if (house.territory) this.view.fit(this.frameOf() ?? house.territory.extent, Math.min(28, this.view.width / 16));
        this.draw();
    }

    // What the zones span, for a territory's bounds may hold much sea.
    frameOf() {
        if (!house.zones.length) return null;
        const box = [Infinity, Infinity, -Infinity, -Infinity];
        for (const zone of house.zones) {
            for (const ring of zone.rings) {
                for (let i = 0; i < ring.length; i += 2) {
                    box[0] = Math.min(box[0], ring[i]); box[1] = Math.min(box[1], ring[i + 1]);
                    box[2] = Math.max(box[2], ring[i]); box[3] = Math.max(box[3], ring[i + 1]);
                }
            }
        }
        return box;
    }

    zoom(factor, left, up) {
        this.touched = true;
        this.view.zoom(factor, left, up);
        this.draw();
    }

    // Layers of cells, {level, side, column, row, value}; all of them share one scale, whose last colour is at least
    // `least`: one fact must not look like a crowd. Gives the value of the last colour.
    cells(layers, least = 0) {
        this.least = least;
        this.layers = layers.filter((layer) => layer.column.length);
        this.redraw();
        return this.top;
    }

    redraw() {
        const values = this.layers.length === 1 ? this.layers[0].value : this.layers.flatMap((layer) => Array.from(layer.value));
        this.top = Math.max(this.least ?? 0, top(values));
        this.scene.rasters = this.layers.map((layer) => raster(layer, theme(), this.top)).filter(Boolean);
        this.draw();
    }

    // Whether nothing at all is known of what is shown.
    uncovered(unknown) {
        this.scene.uncovered = unknown;
        this.draw();
    }

    // Situations and alerts, {id, severity, cells, chosen}.
    marks(list) {
        const size = house.territory?.cellSize ?? 200;
        this.scene.marks = list.filter((mark) => mark.cells.length).map((mark) => {
            let x = 0, y = 0, north = -Infinity;
            for (const [level, column, row] of mark.cells) {
                const side = size * 2 ** level;
                x += (column + 0.5) * side; y += (row + 0.5) * side; north = Math.max(north, (row + 1) * side);
            }
            const middle = [x / mark.cells.length, y / mark.cells.length];
            return { ...mark, edge: edge(mark.cells, size), middle, lift: north - middle[1] };
        });
        this.draw();
    }

    circles(list) {
        this.scene.circles = list;
        this.draw();
    }

    // Shows a cell in the middle when it is out of sight, and frames it.
    choose(cell) {
        const size = house.territory.cellSize * 2 ** cell[0];
        this.scene.cursor = { level: cell[0], side: size, column: cell[1], row: cell[2] };
        const x = (cell[1] + 0.5) * size, y = (cell[2] + 0.5) * size;
        const left = this.view.left(x), up = this.view.top(y);
        if (
            left < 30
                || up < 30
                || left > this.view.width - 30
                || up > this.view.height - 30
        ) { this.view.x = x; this.view.y = y; this.touched = true; }
        this.draw();
    }

    unchoose() {
        this.scene.cursor = null;
        this.draw();
    }

    zoneAt(x, y) { return this.scene.outlines?.zoneAt(x, y) ?? null; }

    // What lies under a point of the screen, told to whoever asked for it.
    pick(left, up) {
        const mark = this.scene.marks.find((one) => Math.hypot(
            this.view.left(one.middle[0]) - left, this.view.top(one.middle[1]) - one.lift * this.view.scale - 16 - up
        ) < 18);
        const x = this.view.east(left), y = this.view.north(up);
        const { level, side } = this.finest();
        const cell = [level, Math.floor(x / side), Math.floor(y / side)];
        if (!mark) this.choose(cell);
        this.onPick?.({ cell, mark, zone: this.zoneAt(x, y) });
    }

    finest() {
        const layer = this.layers.reduce((best, one) => (best && best.level <= one.level ? best : one), null);
        return layer ?? {
            level: house.territory?.publicationLevel ?? 0,
            side: (house.territory?.cellSize ?? 200) * 2 ** (house.territory?.publicationLevel ?? 0),
        };
    }

    // Moves the framed cell by keys, and says it.
    step(columns, rows) {
        const { level, side } = this.finest();
        const from = this.scene.cursor?.level === level
            ? this.scene.cursor
            : { column: Math.floor(this.view.x / side), row: Math.floor(this.view.y / side) };
        const stride = Math.max(1, Math.round(8 / (side * this.view.scale)));
        const cell = [level, from.column + columns * stride, from.row + rows * stride];
        this.choose(cell);
        clearTimeout(this.saying);
        this.saying = setTimeout(() => say(this.words(cell)), 250);
    }

    words(cell) {
        const side = house.territory.cellSize * 2 ** cell[0];
        const zone = this.zoneAt((cell[1] + 0.5) * side, (cell[2] + 0.5) * side);
        return `${zone?.name ?? t("map.outside")}. ${this.describe?.(cell) ?? ""}`;
    }

    // The value of a cell in the layers shown: a number, null where it is missing, undefined where no layer has it.
    valueAt(cell) {
        const side = house.territory.cellSize * 2 ** cell[0];
        const x = (cell[1] + 0.5) * side, y = (cell[2] + 0.5) * side;
        for (const picture of this.scene.rasters) {
            const index = picture.at(x, y);
            if (index >= 0) return Number.isNaN(picture.cells.value[index]) ? null : picture.cells.value[index];
        }
        return undefined;
    }

    draw() {
        if (this.frame) return;
        this.frame = requestAnimationFrame(() => { this.frame = 0; this.now(); });
    }

    now() {
        if (this.view.width <= 1) return;
        this.inks ??= inks(this.canvas);
        paint(this.canvas.getContext("2d", { alpha: false }), this.view, this.scene, this.inks);
    }
}
