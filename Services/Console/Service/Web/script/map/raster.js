// Cells as a picture of one pixel a cell. Squares of the grid are squares of the screen, so one scaled drawImage draws them all: panning
// costs the same for fifty cells as for fifty thousand.

import { colour, ramp, step } from "./scale.js";

const FEW = 1500;

// `cells`: columns {column, row, value}, `level`, `side` in metres; a value that is not a number is missing and is hatched instead.
export function raster(cells, theme, top) {
    const { column, row, value } = cells;
    const count = column.length;
    if (!count) return null;
    let west = Infinity, east = -Infinity, south = Infinity, north = -Infinity;
    for (let i = 0; i < count; i += 1) {
        if (column[i] < west) west = column[i];
        if (column[i] > east) east = column[i];
        if (row[i] < south) south = row[i];
        if (row[i] > north) north = row[i];
    }
    const width = east - west + 1, height = north - south + 1;
    if (width * height > 16_000_000) return null; // far more than a territory: nothing sensible to draw
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext("2d");
    const image = context.createImageData(width, height);
    const colours = ramp(theme);
    const missing = [];
    const index = new Int32Array(width * height).fill(-1);
    for (let i = 0; i < count; i += 1) {
        const place = (north - row[i]) * width + column[i] - west;
        index[place] = i;
        if (Number.isNaN(value[i])) {
            missing.push(i);
            continue;
        }
        const c = Math.round(step(value[i], top)) * 3;
        image.data[place * 4] = colours[c];
        image.data[place * 4 + 1] = colours[c + 1];
        image.data[place * 4 + 2] = colours[c + 2];
        image.data[place * 4 + 3] = 255;
    }
    context.putImageData(image, 0, 0);
    const { side } = cells;
    // Few cells, and far apart: these may be drawn larger. The faint first, so that the grave lie on top.
    const squares = count <= FEW
        && count < (width * height) / 3 ? Array.from(value.keys()).filter((i) => !Number.isNaN(value[i])).sort((a, b) => value[a] - value[b])
        .map((i) => [(column[i] + 0.5) * side, (row[i] + 0.5) * side, colour(theme, step(value[i], top))]) : null;
    return {
        canvas, squares, west: west * side, east: (east + 1) * side, south: south * side, north: (north + 1) * side, missing, cells,
        // The position in the columns of the cell that holds a point of the plane; -1 where there is none.
        at(x, y) {
            const c = Math.floor(x / side) - west, r = north - Math.floor(y / side);
            return c < 0 || r < 0 || c >= width || r >= height ? -1 : index[r * width + c];
        },
    };
}
