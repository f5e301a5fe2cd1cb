import Domain
import Foundation
import Testing

@testable import Forecasting

@Suite("Decayed counts")
struct DecayedCountsTests {
    private static let grid = StudyGrid(columns: 0...19, rows: 0...19)
    private static let columns = [
        CountColumn(source: .own, halfLife: 3), CountColumn(source: .own, halfLife: 60), CountColumn(source: .own, halfLife: .infinity),
        CountColumn(source: .all, halfLife: 14),
    ]

    @Test("kept day by day equal the sum over all incidents to 1e-9")
    func equalsBatch() throws {
        var counts = DecayedCounts(grid: Self.grid, columns: Self.columns, target: 0, categories: 2)
        var random = SplitMix64(seed: 3)
        var incidents: [(day: Int, index: Int, category: UInt16)] = []
        // Long enough for a half-life of three days to leave the range of doubles and be settled.
        for day in 0..<1_500 {
            counts.advance(into: DayType(day: day))
            for _ in 0..<3 {
                let index = try #require(Self.grid.index(column: Int32(random.unit() * 20), row: Int32(random.unit() * 20)))
                let category = UInt16(random.unit() * 2)
                counts.add(at: index, category: category, type: DayType(day: day), amount: 1)
                incidents.append((day, index, category))
            }
        }
        for (place, column) in Self.columns.enumerated() {
            var batch = [Int: Double]()
            for incident in incidents where column.source == .all || incident.category == 0 {
                batch[incident.index, default: 0] += column.halfLife.isInfinite ? 1 : exp2(-Double(1_499 - incident.day) / column.halfLife)
            }
            for (index, value) in batch { #expect(abs(counts.value(place, at: index) - value) <= 1e-9 * max(value, 1e-30)) }
        }
    }

    @Test("of a late incident are as if it had come in time")
    func lateIncident() throws {
        let index = try #require(Self.grid.index(column: 4, row: 5))
        var inTime = DecayedCounts(grid: Self.grid, columns: Self.columns, target: 0, categories: 2)
        var late = inTime
        for day in 0..<10 {
            inTime.advance(into: DayType(day: day))
            late.advance(into: DayType(day: day))
            if day == 3 { inTime.add(at: index, category: 0, type: DayType(day: 3), amount: 1) }
        }
        late.add(at: index, category: 0, type: DayType(day: 3), amount: 1, age: 6)
        for column in Self.columns.indices { #expect(abs(late.value(column, at: index) / inTime.value(column, at: index) - 1) < 1e-12) }
    }

    @Test("of an unknown category go to all categories alone")
    func unknownCategory() throws {
        let index = try #require(Self.grid.index(column: 4, row: 5))
        var counts = DecayedCounts(grid: Self.grid, columns: Self.columns, target: 0, categories: 2)
        counts.advance(into: .friday)
        counts.add(at: index, category: 9, type: .friday, amount: 1)
        #expect(counts.value(3, at: index) == 1)
        #expect(counts.value(2, at: index) == 0)
    }
}
