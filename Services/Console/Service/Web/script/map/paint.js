// One frame of the map, back to front: land, cells, outlines, situations, teams, names, the chosen cell.

const LEAST = 8; // pixels that a lone cell is seen at
const SHAPES = { minor: 1, moderate: 2, severe: 3, extreme: 4, unknown: 1 };

export function paint(context, view, scene, inks) {
    const ratio = view.ratio;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = inks.sea;
    context.fillRect(0, 0, view.width, view.height);
    if (scene.tiles) scene.tiles.draw(context, view);
    if (scene.outlines && !scene.tiles) inPlane(context,
        view, () => { context.fillStyle = inks.land; context.fill(scene.outlines.all, "evenodd"); }
    );
    // Where nothing was heard the land itself is hatched: an empty map would read as a quiet city.
    if (scene.uncovered) unheard(context, view, scene, inks);
    for (const picture of scene.rasters) cells(context, view, picture, inks);
    if (scene.outlines) {
        inPlane(context, view, () => {
            context.lineWidth = 1 / view.scale;
            context.lineJoin = "round";
            context.strokeStyle = inks.border;
            context.stroke(scene.outlines.all);
            const chosen = scene.zone && scene.outlines.each.find(({ zone }) => zone.id === scene.zone);
            if (chosen) { context.lineWidth = 2.5 / view.scale; context.strokeStyle = inks.accent; context.stroke(chosen.path); }
        });
    }
    for (const circle of scene.circles) disc(context, view, circle, inks);
    for (const mark of scene.marks) situation(context, view, mark, inks);
    if (scene.outlines && scene.names) names(context, view, scene, inks);
    for (const mark of scene.marks) badge(context, view, mark, inks);
    if (scene.cursor) frame(context, view, scene.cursor, inks);
}

function inPlane(context, view, draw) {
    context.save();
    const k = view.scale * view.ratio;
    context.setTransform(k, 0, 0, -k, (view.width / 2) * view.ratio - view.x * k, (view.height / 2) * view.ratio + view.y * k);
    draw();
    context.restore();
}

function cells(context, view, picture, inks) {
    context.imageSmoothingEnabled = false;
    context.globalAlpha = inks.cells;
    const left = view.left(picture.west), top = view.top(picture.north);
    if (picture.squares && picture.cells.side * view.scale < LEAST) squares(context, view, picture, inks);
    else context.drawImage(picture.canvas, left, top, view.left(picture.east) - left, view.top(picture.south) - top);
    context.globalAlpha = 1;
    if (!picture.missing.length) return;
    const { column, row, side } = picture.cells;
    const size = side * view.scale;
    const path = new Path2D();
    for (const i of picture.missing) {
        const x = view.left(column[i] * side), y = view.top((row[i] + 1) * side);
        if (x + size > 0 && y + size > 0 && x < view.width && y < view.height) path.rect(x, y, size, size);
    }
    context.fillStyle = inks.hatch;
    context.fill(path);
    context.lineWidth = 0.75;
    context.strokeStyle = inks.border;
    context.stroke(path);
}

// A few cells seen from afar are drawn larger than they are, or nobody would see them.
function squares(context, view, { squares: list }, inks) {
    context.globalAlpha = 1;
    context.lineWidth = 1.5;
    context.strokeStyle = inks.halo;
    for (const [x, y, colour] of list) {
        const left = view.left(x) - LEAST / 2, top = view.top(y) - LEAST / 2;
        if (left < -LEAST || top < -LEAST || left > view.width || top > view.height) continue;
        context.strokeRect(left, top, LEAST, LEAST);
        context.fillStyle = colour;
        context.fillRect(left, top, LEAST, LEAST);
    }
}

function unheard(context, view, { outlines }, inks) {
    context.save();
    if (outlines) {
        const clip = new Path2D();
        clip.addPath(
            outlines.all,
            new DOMMatrix([view.scale, 0, 0, -view.scale, view.width / 2 - view.x * view.scale, view.height / 2 + view.y * view.scale])
        );
        context.clip(clip, "evenodd");
    }
    context.fillStyle = inks.hatch;
    context.fillRect(0, 0, view.width, view.height);
    context.restore();
}

// The edge of a set of cells: the sides that only one of them has.
export function edge(list, cellSize) {
    const sides = new Map();
    for (const [level, column, row] of list) {
        const size = cellSize * 2 ** level, x = column * size, y = row * size;
        for (const [a, b, c, d] of [[x, y, x + size, y], [x, y + size, x + size, y + size], [x, y, x, y + size], [x + size, y, x + size, y + size]]) {
            const key = `${a},${b},${c},${d}`;
            if (sides.has(key)) sides.delete(key); else sides.set(key, [a, b, c, d]);
        }
    }
    const path = new Path2D();
    for (const [a, b, c, d] of sides.values()) { path.moveTo(a, b); path.lineTo(c, d); }
    return path;
}

function situation(context, view, mark, inks) {
    if (!mark.edge) return;
    inPlane(context, view, () => {
        context.lineCap = "square";
        context.lineWidth = (mark.chosen ? 6 : 4.5) / view.scale;
        context.strokeStyle = inks.halo;
        context.stroke(mark.edge);
        context.lineWidth = (mark.chosen ? 3.5 : 2) / view.scale;
        context.strokeStyle = inks[mark.severity] ?? inks.minor;
        context.stroke(mark.edge);
    });
}

// A badge beside a situation: its severity is told by the number of bars, not by colour alone.
function badge(context, view, mark, inks) {
    if (!mark.middle) return;
    const x = view.left(mark.middle[0]), y = view.top(mark.middle[1]) - (mark.lift ?? 0) * view.scale - 15;
    const bars = SHAPES[mark.severity] ?? 1;
    context.beginPath();
    context.roundRect(x - 13, y - 11, 26, 20, 6);
    context.fillStyle = inks[mark.severity] ?? inks.minor;
    context.fill();
    context.lineWidth = mark.chosen ? 3 : 1.5;
    context.strokeStyle = mark.chosen ? inks.accent : inks.halo;
    context.stroke();
    context.fillStyle = inks.onMark;
    for (let bar = 0; bar < 4; bar += 1) {
        context.globalAlpha = bar < bars ? 1 : 0.35;
        context.fillRect(x - 8 + bar * 4.4, y + 4 - (3 + bar * 2.5), 3, 3 + bar * 2.5);
    }
    context.globalAlpha = 1;
}

function disc(context, view, circle, inks) {
    const x = view.left(circle.x), y = view.top(circle.y);
    context.beginPath();
    context.arc(x, y, circle.radius * view.scale, 0, 2 * Math.PI);
    context.fillStyle = inks.reach;
    context.fill();
    context.lineWidth = 1.5;
    context.strokeStyle = inks.accent;
    context.stroke();
    context.beginPath();
    context.arc(x, y, 12, 0, 2 * Math.PI);
    context.fillStyle = inks.accent;
    context.fill();
    context.fillStyle = inks.onAccent;
    context.font = `600 13px ${inks.font}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(circle.name, x, y + 0.5);
}

function names(context, view, scene, inks) {
    context.font = `500 12px ${inks.font}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    const taken = scene.marks.map((mark) => [view.left(mark.middle[0]), view.top(mark.middle[1]) - mark.lift * view.scale - 15, 14]);
    for (const { zone } of scene.outlines.each) {
        const x = view.left(zone.label[0]), y = view.top(zone.label[1]);
        if (x < -60 || y < -20 || x > view.width + 60 || y > view.height + 20) continue;
        const short = zone.short ?? zone.name;
        const half = short.length * 3.6 + 4;
        if (taken.some(([a, b, w]) => Math.abs(a - x) < half + w && Math.abs(b - y) < 16)) continue;
        taken.push([x, y, half]);
        context.lineWidth = 3;
        context.strokeStyle = inks.halo;
        context.strokeText(short, x, y);
        context.fillStyle = inks.name;
        context.fillText(short, x, y);
    }
}

function frame(context, view, cursor, inks) {
    const size = Math.max(7, cursor.side * view.scale);
    const x = view.left((cursor.column + 0.5) * cursor.side) - size / 2, y = view.top((cursor.row + 0.5) * cursor.side) - size / 2;
    context.lineWidth = 5;
    context.strokeStyle = inks.halo;
    context.strokeRect(x, y, size, size);
    context.lineWidth = 2.5;
    context.strokeStyle = inks.accent;
    context.strokeRect(x, y, size, size);
}
