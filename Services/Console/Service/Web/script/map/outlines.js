// The territory's own zones as paths in the plane, made once; and which zone a point is in.

export function outlines(zones) {
    const all = new Path2D();
    const each = zones.map((zone) => {
        const path = new Path2D();
        for (const ring of zone.rings) {
            for (let i = 0; i < ring.length; i += 2) path[i ? "lineTo" : "moveTo"](ring[i], ring[i + 1]);
            path.closePath();
        }
        all.addPath(path);
        return { zone, path };
    });
    const probe = document.createElement("canvas").getContext("2d");
    return {
        all, each,
        zoneAt(x, y) {
            return each.find(({ path }) => probe.isPointInPath(path, x, y, "evenodd"))?.zone ?? null;
        },
    };
}
