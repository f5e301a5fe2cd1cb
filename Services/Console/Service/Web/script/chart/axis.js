// Axes: round steps, and runs of what is there or missing.

// Round marks from 0 (or the least) to the greatest: 0, 20, 40…
export function marks(least, greatest, wanted = 4) {
    const span = greatest - least || 1;
    const power = 10 ** Math.floor(Math.log10(span / wanted));
    const size = [1, 2, 2.5, 5, 10].map((n) => n * power).find((n) => span / n <= wanted) ?? power * 10;
    const list = [];
    for (
        let value = Math.ceil(least / size) * size; value <= greatest
            + size * 1e-6; value += size
    ) list.push(Number(value.toPrecision(12)));
    return list;
}

// Runs of positions where something holds: [[first, last], …].
export function runs(count, holds) {
    const list = [];
    for (let i = 0; i < count; i += 1) {
        if (!holds(i)) continue;
        if (list.length && list.at(-1)[1] === i - 1) list.at(-1)[1] = i;
        else list.push([i, i]);
    }
    return list;
}
