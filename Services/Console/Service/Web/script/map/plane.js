// Lambert's azimuthal equal-area projection of the ellipsoid GRS80 (Snyder 1987, eq. 3-12, 24-17 to 24-24): needed for background tiles alone, all
// else comes in metres of the plane already.

const A = 6378137;
const F = 1 / 298.257222101;
const E2 = F * (2 - F);
const E = Math.sqrt(E2);
const RADIANS = Math.PI / 180;

const authalic = (phi) => {
    const s = Math.sin(phi);
    return (1 - E2) * (s / (1 - E2 * s * s) - Math.log((1 - E * s) / (1 + E * s)) / (2 * E));
};

// From "EPSG:3035" or "LAEA latitude longitude" to (latitude, longitude) -> [east, north]; null where the plane is another.
export function laea(plane) {
    const own = /^LAEA (-?[\d.]+) (-?[\d.]+)$/.exec(plane ?? "");
    if (plane !== "EPSG:3035" && !own) return null;
    const [lat0, lon0, east, north] = own ? [Number(own[1]), Number(own[2]), 0, 0] : [52, 10, 4321000, 3210000];
    const qp = authalic(Math.PI / 2);
    const radius = A * Math.sqrt(qp / 2);
    const beta0 = Math.asin(authalic(lat0 * RADIANS) / qp);
    const d = (A * Math.cos(lat0 * RADIANS)) / Math.sqrt(1 - E2 * Math.sin(lat0 * RADIANS) ** 2) / (radius * Math.cos(beta0));
    return (latitude, longitude) => {
        const beta = Math.asin(authalic(latitude * RADIANS) / qp), lambda = (longitude - lon0) * RADIANS;
        const b = radius * Math.sqrt(2 / (1 + Math.sin(beta0) * Math.sin(beta) + Math.cos(beta0) * Math.cos(beta) * Math.cos(lambda)));
        return [
            east + b * d * Math.cos(beta) * Math.sin(lambda),
            north + (b / d) * (Math.cos(beta0) * Math.sin(beta) - Math.sin(beta0) * Math.cos(beta) * Math.cos(lambda)),
        ];
    };
}
