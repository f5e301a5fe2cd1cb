public import Domain

/// What the register and the files beside it say of the territory that alerts speak of: its clock, its places, who lives where.
public struct AlertGround: Sendable {
    let grid: Grid?
    let places: PlaceBook
    var clock: LocalClock
    private let publicationLevel: UInt8
    private let minimumResidents: UInt64
    /// Residents of the cells of each level from the register's own up; made once, since a release asks for many.
    private let residents: [UInt8: [Cell: UInt64]]

    /// Nothing is known: UTC, no grid, no names.
    public init() {
        (grid, places, publicationLevel, minimumResidents, residents) = (nil, PlaceBook(), 0, 0, [:])
        clock = LocalClock(zone: "UTC") { _, _ in 0 }
    }

    /// A territory as its register declares it.
    ///
    /// - Parameter offset: zone rules, for quiet hours.
    public init(_ territory: TerritoryEntry, places: [NamedPlace], offset: @escaping ZoneOffset) {
        grid = territory.grid
        self.places = PlaceBook(places, territory: territory)
        clock = LocalClock(zone: territory.timeZone, offset: offset)
        publicationLevel = territory.publicationLevel
        minimumResidents = UInt64(territory.minimumResidents)
        var levels: [UInt8: [Cell: UInt64]] = [:]
        if let grid = territory.residents {
            for level in grid.level...Cell.maximumLevel {
                var sums: [Cell: UInt64] = [:]
                for (cell, count) in zip(grid.cells, grid.residents) { sums[cell.ancestor(at: level), default: 0] += UInt64(count) }
                levels[level] = sums
            }
        }
        residents = levels
    }

    /// The cells that the public may be told in place of these: at least of a level, of the register's own, and shared by as many residents
    /// as it asks for; empty (the whole territory) where no cell is, and where it asks for residents that nobody counted.
    func released(_ cells: [Cell], level: UInt8) -> [Cell] {
        var told: Set<Cell> = []
        for cell in cells {
            var cell = cell.ancestor(at: max(level, publicationLevel))
            while minimumResidents > 0, (residents[cell.level]?[cell] ?? 0) < minimumResidents {
                guard cell.level < Cell.maximumLevel else { return [] }
                cell = cell.ancestor(at: cell.level + 1)
            }
            told.insert(cell)
        }
        return AlertArea.covering(Array(told), limit: .max)
    }
}
