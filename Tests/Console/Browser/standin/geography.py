"""The made-up city that the stand-in console shows: its zones and the cells of each, in the grid's plane (metres)."""
import json, math, os, pathlib

A, F = 6378137.0, 1 / 298.257222101  # GRS80
E2 = F * (2 - F)
E1 = math.sqrt(E2)


def _q(latitude):
    s = math.sin(latitude)
    return (1 - E2) * (s / (1 - E2 * s * s) - math.log((1 - E1 * s) / (1 + E1 * s)) / (2 * E1))


def laea(latitude, longitude, lat0=52.0, lon0=10.0, east=4321000.0, north=3210000.0):
    """EPSG:3035 (Snyder 1987, eq. 24-17 to 24-24)."""
    phi, lam, phi0, lam0 = map(math.radians, (latitude, longitude, lat0, lon0))
    qp, q, q0 = _q(math.pi / 2), _q(phi), _q(phi0)
    rq = A * math.sqrt(qp / 2)
    beta, beta0 = math.asin(q / qp), math.asin(q0 / qp)
    d = A * math.cos(phi0) / math.sqrt(1 - E2 * math.sin(phi0) ** 2) / (rq * math.cos(beta0))
    b = rq * math.sqrt(2 / (1 + math.sin(beta0) * math.sin(beta) + math.cos(beta0) * math.cos(beta) * math.cos(lam - lam0)))
    x = east + b * d * math.cos(beta) * math.sin(lam - lam0)
    y = north + b / d * (math.cos(beta0) * math.sin(beta) - math.sin(beta0) * math.cos(beta) * math.cos(lam - lam0))
    return x, y


def _inside(rings, x, y):
    odd = False
    for ring in rings:
        for i in range(0, len(ring) - 2, 2):
            x1, y1, x2, y2 = ring[i], ring[i + 1], ring[i + 2], ring[i + 3]
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                odd = not odd
    return odd


def _ordinal(n):
    return "1er" if n == 1 else f"{n}e"


def _made_up():
    """Twelve zones round a bay: a polar web, so that outlines are no rectangles."""
    zones, cx, cy = [], 3943000, 2255000
    for ring, (r0, r1, parts) in enumerate([(0, 2600, 3), (2600, 6200, 4), (6200, 10500, 5)]):
        for part in range(parts):
            a0, a1 = (math.radians(-100 + 260 * (part + k) / parts) for k in (0, 1))
            steps = [a0 + (a1 - a0) * s / 24 for s in range(25)]
            wave = lambda r, a: r * (1 + 0.06 * math.sin(5 * a) + 0.03 * math.sin(11 * a))
            points = [(cx + wave(r1, a) * math.cos(a), cy + wave(r1, a) * math.sin(a)) for a in steps]
            points += [(cx + wave(r0, a) * math.cos(a), cy + wave(r0, a) * math.sin(a)) for a in reversed(steps)]
            points.append(points[0])
            n = len(zones) + 1
            zones.append(
                {
                    "id": f"z{n:02d}",
                    "name": f"Port-Calme {_ordinal(n)}",
                    "facts": {"population": 20000 + 7000 * ((n * 5) % 11)},
                    "rings": [[round(v) for p in points for v in p]],
                }
            )
    return zones


def _real(path):
    zones = []
    for feature in json.loads(pathlib.Path(path).read_text())["features"]:
        n = feature["properties"]["arrondissement"] - 13000
        shapes = feature["geometry"]["coordinates"]
        if feature["geometry"]["type"] == "Polygon":
            shapes = [shapes]
        rings = [[round(v) for lon, lat in ring for v in laea(lat, lon)] for shape in shapes for ring in shape]
        zones.append(
            {
                "id": f"{13200 + n}",
                "name": f"Marseille {_ordinal(n)}",
                "facts": {"population": feature["properties"]["population"]},
                "rings": rings,
            }
        )
    return sorted(zones, key=lambda zone: zone["id"])


def load():
    """Zones with labels, and {(column, row): zone} of cells of 200 m. The path in QUIETUDE_OUTLINES, where set, is read in place."""
    path = os.environ.get("QUIETUDE_OUTLINES")
    zones = _real(path) if path and os.path.exists(path) else _made_up()
    cells = {}
    for zone in zones:
        xs = [v for ring in zone["rings"] for v in ring[0::2]]
        ys = [v for ring in zone["rings"] for v in ring[1::2]]
        inside = []
        for column in range(min(xs) // 200, max(xs) // 200 + 1):
            for row in range(min(ys) // 200, max(ys) // 200 + 1):
                if _inside(zone["rings"], column * 200 + 100, row * 200 + 100):
                    inside.append((column, row))
        mx, my = sum(c for c, _ in inside) / len(inside), sum(r for _, r in inside) / len(inside)
        best = min(inside, key=lambda cell: (cell[0] - mx) ** 2 + (cell[1] - my) ** 2)
        zone["label"] = [best[0] * 200 + 100, best[1] * 200 + 100]
        cells.update({cell: zone["id"] for cell in inside})
    return zones, cells


def extent(zones):
    xs = [v for zone in zones for ring in zone["rings"] for v in ring[0::2]]
    ys = [v for zone in zones for ring in zone["rings"] for v in ring[1::2]]
    return [min(xs), min(ys), max(xs), max(ys)]
