import Domain
import Projection

/// The outline of an alert's cells in WGS 84 degrees.
struct AlertOutline {
    /// A ring: longitude and latitude, closed.
    typealias Ring = [(longitude: Double, latitude: Double)]

    /// Outer ring, then holes, of each part.
    let parts: [[Ring]]

    /// Metres of a side at most: straight in the plane and straight in degrees part by under a metre over it.
    private static let longestSide = 2_000.0

    init(_ outline: CellOutline, on grid: Grid) throws(ProjectionError) {
        let projection = try LAEAProjection(grid: grid)
        parts = outline.parts.map { part in part.rings.map { AlertOutline.ring($0, grid, projection) } }
    }

    /// Without holes, which CAP's polygons cannot have: a part that has any is cut into bands, each without.
    init(withoutHoles cells: [Cell], on grid: Grid) throws(ProjectionError) {
        let outline = CellOutline(cells)
        guard outline.parts.contains(where: { $0.rings.count > 1 }) else {
            try self.init(outline, on: grid)
            return
        }
        let whole = outline.parts.filter { $0.rings.count == 1 }
        let cut = outline.parts.filter { $0.rings.count > 1 }.flatMap { AlertOutline.bands($0, cells) }
        var all = outline
        all.parts = whole + cut
        try self.init(all, on: grid)
    }

    /// The cells of a part between two neighbouring rows of corners, joined sideways.
    private static func bands(_ part: CellOutline.Part, _ cells: [Cell]) -> [CellOutline.Part] {
        let rows = Set(part.rings.joined().map(\.row)).sorted()
        let (west, east) = (part.rings[0].map(\.column).min() ?? 0, part.rings[0].map(\.column).max() ?? 0)
        return zip(rows, rows.dropFirst()).flatMap { south, north -> [CellOutline.Part] in
            // Where the outline is crossed half-way up the band: inside between the first and second crossing, and so on.
            var crossings: [Int64] = []
            for ring in part.rings {
                for (index, corner) in ring.enumerated() {
                    let next = ring[(index + 1) % ring.count]
                    guard corner.column == next.column, min(corner.row, next.row) <= south, max(corner.row, next.row) >= north else {
                        continue
                    }
                    crossings.append(corner.column)
                }
            }
            crossings = crossings.filter { $0 >= west && $0 <= east }.sorted()
            return stride(from: 0, to: crossings.count - 1, by: 2).map { index in
                let (left, right) = (crossings[index], crossings[index + 1])
                return CellOutline.Part(rings: [
                    [
                        .init(column: left, row: south), .init(column: right, row: south), .init(column: right, row: north),
                        .init(column: left, row: north),
                    ]
                ])
            }
        }
    }

    private static func ring(_ corners: [CellOutline.Corner], _ grid: Grid, _ projection: LAEAProjection) -> Ring {
        let size = grid.cellSize
        var (xs, ys): ([Double], [Double]) = ([], [])
        for (index, corner) in corners.enumerated() {
            let next = corners[(index + 1) % corners.count]
            let (x, y) = (Double(corner.column) * size, Double(corner.row) * size)
            let (dx, dy) = (Double(next.column) * size - x, Double(next.row) * size - y)
            let steps = min(max(Int((max(abs(dx), abs(dy)) / longestSide).rounded(.up)), 1), 1_000)
            for step in 0..<steps {
                xs.append(x + dx * Double(step) / Double(steps))
                ys.append(y + dy * Double(step) / Double(steps))
            }
        }
        projection.unproject(eastings: &xs, northings: &ys)
        var ring = zip(xs, ys).map { (longitude: $0, latitude: $1) }.filter { $0.longitude.isFinite && $0.latitude.isFinite }
        if let first = ring.first { ring.append(first) }
        return ring
    }
}
