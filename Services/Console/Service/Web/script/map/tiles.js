// Background tiles where the configuration names a server: the web's square tiles (Mercator) laid into the grid's plane. A tile is small, so an
// affine map from three of its corners is right to a pixel.

import { laea } from "./plane.js";

const MOST = 256; // tiles kept

export function tiles({ url, attribution }, territory, arrived) {
    const project = laea(territory.plane);
    if (!project) return null;
    const kept = new Map();
    const { bounds } = territory;
    const middle = (bounds.south + bounds.north) / 2;
    return {
        attribution,
        draw(context, view) {
            // The zoom whose tile of 256 pixels is about 256 pixels here.
            const metres = 40075016.7 * Math.cos((middle * Math.PI) / 180);
            const zoom = Math.max(0, Math.min(19, Math.round(Math.log2((metres * view.scale) / 256))));
            const n = 2 ** zoom;
            const column = (lon) => Math.floor(((lon + 180) / 360) * n);
            const row = (lat) => {
                const r = (lat * Math.PI) / 180;
                return Math.floor(((1 - Math.log(Math.tan(r) + 1 / Math.cos(r)) / Math.PI) / 2) * n);
            };
            const [c0, c1, r0, r1] = [column(bounds.west), column(bounds.east), row(bounds.north), row(bounds.south)];
            if ((c1 - c0 + 1) * (r1 - r0 + 1) > 4096) return;
            for (let c = c0; c <= c1; c += 1) {
                for (let r = r0; r <= r1; r += 1) {
                    const corner = (x, y) => {
                        const [e, north] = project(latitude(y / n), (x / n) * 360 - 180);
                        return [view.left(e), view.top(north)];
                    };
                    const [a, b, d] = [corner(c, r), corner(c + 1, r), corner(c, r + 1)];
                    if (
                        Math.max(a[0], b[0], d[0]) < -300
                            || Math.min(a[0], d[0]) > view.width + 300
                            || Math.max(a[1], d[1]) < -300
                            || Math.min(a[1], b[1]) > view.height + 300
                    ) continue;
                    const picture = tile(url.replace("{z}", zoom).replace("{x}", c).replace("{y}", r));
                    if (!picture.complete || !picture.naturalWidth) continue;
                    context.save();
                    context.transform((b[0] - a[0]) / 256, (b[1] - a[1]) / 256, (d[0] - a[0]) / 256, (d[1] - a[1]) / 256, a[0], a[1]);
                    context.drawImage(picture, 0, 0, 256.5, 256.5);
                    context.restore();
                }
            }
        },
    };

    function tile(address) {
        let picture = kept.get(address);
        if (!picture) {
            picture = new Image();
            picture.onload = arrived;
            picture.src = address;
            kept.set(address, picture);
            if (kept.size > MOST) kept.delete(kept.keys().next().value);
        }
        return picture;
    }
}

function latitude(y) {
    return (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
}
