import Domain

/// Distances between sets of cells, metres in the grid's plane.
struct Plane {
    let grid: Grid

    /// The middle of some cells, weighed by their area; nil without cells.
    func middle(of cells: [Cell]) -> (easting: Double, northing: Double)? {
        var (east, north, total) = (0.0, 0.0, 0.0)
        for cell in cells {
            let (centre, size) = (grid.centre(of: cell), grid.size(atLevel: cell.level))
            (east, north, total) = (east + centre.easting * size * size, north + centre.northing * size * size, total + size * size)
        }
        return total > 0 ? (east / total, north / total) : nil
    }

    /// Metres between the nearest sides of two sets of cells, 0 where they touch or share ground; nil where one is empty.
    func gap(_ left: [Cell], _ right: [Cell]) -> Double? {
        var least: Double?
        for one in left {
            let (centre, half) = (grid.centre(of: one), grid.size(atLevel: one.level) / 2)
            for other in right {
                let (away, reach) = (grid.centre(of: other), grid.size(atLevel: other.level) / 2 + half)
                let across = max(0, abs(centre.easting - away.easting) - reach)
                let along = max(0, abs(centre.northing - away.northing) - reach)
                let metres = (across * across + along * along).squareRoot()
                if metres < least ?? .infinity { least = metres }
            }
        }
        return least
    }

    /// Whether two sets share ground; a set without cells is everywhere.
    func share(_ left: [Cell], _ right: [Cell]) -> Bool {
        if left.isEmpty || right.isEmpty { return true }
        return left.contains { one in right.contains { $0.contains(one) || one.contains($0) } }
    }
}
