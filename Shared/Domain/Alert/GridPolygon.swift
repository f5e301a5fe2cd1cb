/// A polygon laid on a grid: whether cells touch it. Its sides are straight in the plane; over a city that is the same as straight in
/// degrees to well under a metre.
public struct GridPolygon: Sendable {
    private let size: Double
    private let eastings: [Double]
    private let northings: [Double]
    private let west: Double
    private let east: Double
    private let south: Double
    private let north: Double

    /// A polygon from a ring in WGS 84 degrees: longitude, latitude, ... One without three positions, or with a number that is none,
    /// touches nothing.
    public init(_ ring: [Double], on grid: Grid) {
        let plane = EqualAreaPlane(grid.plane)
        let points = stride(from: 0, to: ring.count - ring.count % 2, by: 2).map {
            plane.point(longitude: ring[$0], latitude: ring[$0 + 1])
        }
        let isUsable = points.count >= 3 && points.allSatisfy { $0.easting.isFinite && $0.northing.isFinite }
        size = grid.cellSize
        eastings = isUsable ? points.map(\.easting) : []
        northings = isUsable ? points.map(\.northing) : []
        west = eastings.min() ?? .infinity
        east = eastings.max() ?? -.infinity
        south = northings.min() ?? .infinity
        north = northings.max() ?? -.infinity
    }

    /// Whether a cell and the polygon have a point in common.
    public func touches(_ cell: Cell) -> Bool {
        let width = size * Double(UInt64(1) << UInt64(cell.level))
        let square = (west: Double(cell.column) * width, south: Double(cell.row) * width)
        let (left, right, bottom, top) = (square.west, square.west + width, square.south, square.south + width)
        guard left <= east, right >= west, bottom <= north, top >= south else { return false }
        var inside = false
        var before = eastings.count - 1
        for index in eastings.indices {
            let (x0, y0, x1, y1) = (eastings[before], northings[before], eastings[index], northings[index])
            if GridPolygon.crosses(x0, y0, x1, y1, left, right, bottom, top) { return true }
            // Even-odd rule for one corner: where no side crosses the square, the square lies all inside or all outside.
            if (y0 > bottom) != (y1 > bottom), left < x0 + (bottom - y0) / (y1 - y0) * (x1 - x0) { inside.toggle() }
            before = index
        }
        return inside
    }

    /// Whether a point of the plane (metres) lies inside, by the even-odd rule.
    public func contains(easting: Double, northing: Double) -> Bool {
        guard easting >= west, easting <= east, northing >= south, northing <= north else { return false }
        var inside = false
        var before = eastings.count - 1
        for index in eastings.indices {
            let (x0, y0, x1, y1) = (eastings[before], northings[before], eastings[index], northings[index])
            if (y0 > northing) != (y1 > northing), easting < x0 + (northing - y0) / (y1 - y0) * (x1 - x0) { inside.toggle() }
            before = index
        }
        return inside
    }

    /// Liang and Barsky's clipping: whether any of a segment lies in a box.
    private static func crosses(
        _ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double, _ left: Double, _ right: Double, _ bottom: Double, _ top: Double
    ) -> Bool {
        let (dx, dy) = (x1 - x0, y1 - y0)
        var (from, to) = (0.0, 1.0)
        for (direction, room) in [(-dx, x0 - left), (dx, right - x0), (-dy, y0 - bottom), (dy, top - y0)] {
            if direction == 0 {
                if room < 0 { return false }
            } else if direction < 0 {
                from = max(from, room / direction)
            } else {
                to = min(to, room / direction)
            }
        }
        return from <= to
    }
}
