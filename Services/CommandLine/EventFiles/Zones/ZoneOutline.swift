import Projection

/// The outline of a zone in the metres of a plane.
struct ZoneOutline {
    private var rings: [(xs: [Double], ys: [Double])] = []
    private var west = Double.infinity
    private var east = -Double.infinity
    private var south = Double.infinity
    private var north = -Double.infinity

    init(_ outlines: [[(longitude: Double, latitude: Double)]], projection: LAEAProjection) {
        for outline in outlines {
            var xs = outline.map(\.longitude)
            var ys = outline.map(\.latitude)
            projection.project(longitudes: &xs, latitudes: &ys)
            // A point that has no place on the plane spoils its ring; the others stand.
            guard xs.allSatisfy(\.isFinite), ys.allSatisfy(\.isFinite) else { continue }
            west = min(west, xs.min() ?? west)
            east = max(east, xs.max() ?? east)
            south = min(south, ys.min() ?? south)
            north = max(north, ys.max() ?? north)
            rings.append((xs, ys))
        }
    }

    /// Even-odd rule, counting the edges that a ray eastwards crosses.
    func contains(_ x: Double, _ y: Double) -> Bool {
        guard x >= west, x <= east, y >= south, y <= north else { return false }
        var inside = false
        for (xs, ys) in rings {
            var previous = xs.count - 1
            for index in xs.indices {
                if (ys[index] > y) != (ys[previous] > y) {
                    let crossing = xs[index] + (y - ys[index]) * (xs[previous] - xs[index]) / (ys[previous] - ys[index])
                    if x < crossing { inside.toggle() }
                }
                previous = index
            }
        }
        return inside
    }
}
