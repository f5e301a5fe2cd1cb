import Domain

/// The places as a rectangle of cells, with whole numbers in place of fractions: sums are exact, so a plan is the same on every machine.
struct CoverageGround: Sendable {
    let level: UInt8
    let west: Int32
    let south: Int32
    let columns: Int
    let rows: Int
    /// Micro-incidents a cell.
    let weights: [Int64]
    /// Zone of each cell, -1 for none.
    let zones: [Int32]
    let zoneCount: Int
    /// Whether a team may stand there.
    let mayStand: [Bool]
    /// How far a team comes in each row: (row offset, half width in columns).
    let disc: [(row: Int, half: Int)]

    static let mostCells = 4_000_000
    static let mostZones = 100_000
    static let mostTeams = 500
    /// What a whole incident is.
    static let unit = 1_000_000.0

    init(_ problem: CoverageProblem, grid: Grid) throws(CoverageError) {
        guard (1...Self.mostTeams).contains(problem.teams) else { throw .badTeams(problem.teams, most: Self.mostTeams) }
        guard let first = problem.places.first else { throw .nothingExpected }
        level = first.cell.level
        guard problem.places.allSatisfy({ $0.cell.level == first.cell.level }), problem.posts.allSatisfy({ $0.level == first.cell.level })
        else { throw .mixedLevels }
        let all = problem.places.map(\.cell) + problem.posts
        var (west, east, south, north) = (Int32.max, Int32.min, Int32.max, Int32.min)
        for cell in all {
            (west, east) = (min(west, cell.column), max(east, cell.column))
            (south, north) = (min(south, cell.row), max(north, cell.row))
        }
        let (width, height) = (Int(east) - Int(west) + 1, Int(north) - Int(south) + 1)
        guard width <= Self.mostCells, height <= Self.mostCells, width * height <= Self.mostCells else {
            throw .tooWide(cells: width.multipliedReportingOverflow(by: height).partialValue, most: Self.mostCells)
        }
        var weights = [Int64](repeating: 0, count: width * height)
        var zones = [Int32](repeating: -1, count: width * height)
        var mayStand = [Bool](repeating: false, count: width * height)
        var zoneCount = 0
        var sum = 0.0
        for (place, entry) in problem.places.enumerated() {
            sum += entry.expected
            guard entry.expected >= 0, sum < 1e9 else { throw .badExpectation(place: place) }
            let index = Int(entry.cell.row - south) * width + Int(entry.cell.column - west)
            weights[index] += Int64((entry.expected * Self.unit).rounded())
            if let zone = entry.zone {
                guard (0..<Self.mostZones).contains(zone) else { throw .badZone(place: place, most: Self.mostZones - 1) }
                zones[index] = Int32(zone)
                zoneCount = max(zoneCount, zone + 1)
            }
            if problem.posts.isEmpty { mayStand[index] = true }
        }
        for cell in problem.posts { mayStand[Int(cell.row - south) * width + Int(cell.column - west)] = true }
        guard weights.contains(where: { $0 > 0 }) else { throw .nothingExpected }
        (self.west, self.south, columns, rows) = (west, south, width, height)
        (self.weights, self.zones, self.zoneCount, self.mayStand) = (weights, zones, zoneCount, mayStand)
        // Centre to centre, in cells.
        let radius = problem.speed.reach(minutes: problem.minutes) / grid.size(atLevel: first.cell.level)
        let reach = Int(min(radius, Double(max(width, height))))
        disc = (-reach...reach).map { row in
            (row, Int(min(max(0, radius * radius - Double(row * row)).squareRoot(), Double(width))))
        }
    }

    func cell(_ index: Int) -> Cell { Cell(level: level, column: west + Int32(index % columns), row: south + Int32(index / columns)) }

    /// The runs of cells that a team at a place reaches.
    @inline(__always)
    func reached(from index: Int, _ visit: (Range<Int>) -> Void) {
        let (row, column) = (index / columns, index % columns)
        for (step, half) in disc {
            let other = row + step
            guard other >= 0, other < rows else { continue }
            let base = other * columns
            visit((base + max(0, column - half))..<(base + min(columns - 1, column + half) + 1))
        }
    }
}
