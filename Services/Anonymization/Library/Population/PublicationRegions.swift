import Domain

/// The partition of a territory into published cells that at least so many residents share: an adaptive quadtree over a resident grid.
///
/// It is built from public figures alone, once per version of the register, so it says nothing of what happened; and every record of a
/// place gets the same cell. A published cell may hold finer ones: it then stands for its area without theirs, and that area by itself has
/// the residents that are asked for. So nothing can be learnt from the finer cells being named apart.
public struct PublicationRegions: Sendable {
    /// Residents that each published cell has at least.
    public let minimum: UInt32
    /// The published cells, each with the residents of its area (without those of the finer published cells in it).
    public let residents: [Cell: UInt64]

    /// Level of the resident grid: no cell is published finer.
    let base: UInt8
    /// The published cells and all that contain one, as far up as the territory is cut.
    private let populated: Set<Cell>
    private let table: RegionTable?

    /// Builds the partition.
    ///
    /// - Parameters:
    ///   - minimum: residents that share a cell, at least 1.
    ///   - coarsening: levels above the resident grid's within which what is left over (parks, shores, hamlets) is joined to an inhabited
    ///     neighbour rather than published coarser still.
    public init(_ grid: ResidentGrid, minimum: UInt32, coarsening: UInt8 = 4) {
        let minimum = max(minimum, 1)
        var growth = RegionGrowth(grid, minimum: UInt64(minimum), coarsening: coarsening)
        growth.run()
        self.minimum = minimum
        base = grid.level
        residents = growth.regions
        var populated: Set<Cell> = []
        for region in growth.regions.keys {
            for level in region.level...max(region.level, growth.top) {
                guard populated.insert(region.ancestor(at: level)).inserted else { break }
            }
        }
        self.populated = populated
        table = RegionTable(grid, top: growth.top) { PublicationRegions.walk($0, growth.regions) }
    }

    /// The cell that is published for a place; nil where too few people live in any cell around it. A given cell that is coarser than the
    /// resident grid's is published as it is where a published cell lies in it.
    public func published(_ cell: Cell) -> Cell? {
        if cell.level > base {
            for level in cell.level...Cell.maximumLevel where populated.contains(cell.ancestor(at: level)) {
                return cell.ancestor(at: level)
            }
            return nil
        }
        let place = cell.ancestor(at: base)
        if let table, let level = table.level(of: place) { return level == RegionTable.none ? nil : place.ancestor(at: level) }
        return PublicationRegions.walk(place, residents)
    }

    /// Residents of the area that a published cell stands for: its own where it is one of the partition, else all of the published cells in
    /// it, which a coarser level of the territory or of a category joins.
    public func residents(sharing cell: Cell) -> UInt64 {
        if let own = residents[cell] { return own }
        guard populated.contains(cell) else { return 0 }
        return residents.reduce(0) { $0 + (cell.contains($1.key) ? $1.value : 0) }
    }

    private static func walk(_ place: Cell, _ regions: [Cell: UInt64]) -> Cell? {
        for level in place.level...Cell.maximumLevel where regions[place.ancestor(at: level)] != nil { return place.ancestor(at: level) }
        return nil
    }
}
