import Domain

/// Linkability: somebody who knows an event to the minute and to 50 m looks for its published record.
///
/// The published cells are no secret, so the candidates are all records whose cell touches the square around the place and whose slot holds
/// the minute. A link teaches the category and severity of what was seen; it leads to a person only where few share the cell.
public struct Linkage: Sendable {
    /// Metres by which the place is known.
    public static let reach: Double = 50

    /// The mean probability of naming the right record.
    public let success: Double
    /// Sightings with one candidate alone.
    public let unique: AttackRate
    /// Sightings with no candidate at all: what they saw was held back.
    public let without: Int

    private struct Key: Hashable {
        var cell: Cell
        var start: Int64
        var length: UInt32
    }

    /// Runs the attack.
    public init(_ target: AttackTarget) {
        let records = Dictionary(grouping: target.published.indices) { index in
            let incident = target.published[index]
            return Key(cell: incident.cell, start: incident.slot.start, length: incident.slot.length)
        }
        let levels = Set(target.published.map(\.cell.level)).sorted()
        let lengths = Set(target.published.map(\.slot.length)).sorted()
        var sum = 0.0
        var without = 0
        var singled: Set<Int> = []
        var alone = 0
        for sighting in target.sightings {
            var candidates: [Int] = []
            for cell in Linkage.cells(around: sighting, levels, target.grid) {
                for length in lengths {
                    let slot = TimeSlot(containing: Instant(seconds: sighting.minute), length: length)
                    candidates += records[Key(cell: cell, start: slot.start, length: length)] ?? []
                }
            }
            let right = candidates.contains { target.published[$0].category == sighting.category }
            if candidates.isEmpty { without += 1 }
            if right { sum += 1 / Double(candidates.count) }
            if candidates.count == 1, right {
                alone += 1
                singled.insert(candidates[0])
            }
        }
        success = target.sightings.isEmpty ? 0 : sum / Double(target.sightings.count)
        let below = target.rate { singled.contains($0) }.below
        unique = AttackRate(hits: alone, of: target.sightings.count, below: below)
        self.without = without
    }

    private static func cells(around sighting: AttackTarget.Sighting, _ levels: [UInt8], _ grid: Grid) -> Set<Cell> {
        var cells: Set<Cell> = []
        for level in levels {
            for east in [-reach, 0, reach] {
                for north in [-reach, 0, reach] {
                    if let cell = grid.cell(easting: sighting.easting + east, northing: sighting.northing + north, level: level) {
                        cells.insert(cell)
                    }
                }
            }
        }
        return cells
    }
}
