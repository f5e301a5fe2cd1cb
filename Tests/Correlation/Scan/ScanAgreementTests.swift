import Foundation
import Testing

@testable import Correlation

@Suite("The scan agrees with its definition written out")
struct ScanAgreementTests {
    static let settings = ScanSettings(cellSize: 250, maximumRadius: 800, historyDays: 20, maximumWindow: 4, replications: 0)

    /// Eight cities, every other with a burst.
    private static func city(_ seed: UInt64) -> ScanCity {
        var city = ScanCity(seed: seed, events: 40 + Int(seed) * 12)
        if seed % 2 == 0 { city.plant(5, column: 1, row: 2, days: 2) }
        return city
    }

    @Test("The most likely cluster's ratio is that of a full enumeration", arguments: 1...8 as ClosedRange<UInt64>)
    func ratio(seed: UInt64) throws {
        let city = Self.city(seed)
        let found = try #require(try city.scan(Self.settings).clusters.first)
        let expected = BruteForceScan(Self.settings, lastDay: ScanCity.lastDay).maximum(city.events)
        #expect(abs(found.logLikelihoodRatio - expected) < 1e-9)
    }

    @Test("The most likely cluster is one of those that the enumeration finds most likely", arguments: 1...8 as ClosedRange<UInt64>)
    func cluster(seed: UInt64) throws {
        let city = Self.city(seed)
        let found = try #require(try city.scan(Self.settings).clusters.first)
        let all = BruteForceScan(Self.settings, lastDay: ScanCity.lastDay).clusters(city.events)
        let best = all.map(\.ratio).max() ?? 0
        let cells = Set(found.cells.map { [$0.column, $0.row] })
        #expect(
            all.contains {
                abs($0.ratio - best) < 1e-9 && $0.column == found.centre.column && $0.row == found.centre.row
                    && abs($0.radius - found.radius) < 1e-9 && $0.firstDay == found.firstDay && $0.observed == found.observed
                    && abs($0.expected - found.expected) < 1e-9 && $0.cells == cells
            })
    }

    @Test("Of equal ratios the smallest circle is told", arguments: 1...8 as ClosedRange<UInt64>)
    func ties(seed: UInt64) throws {
        let city = Self.city(seed)
        let found = try #require(try city.scan(Self.settings).clusters.first)
        let all = BruteForceScan(Self.settings, lastDay: ScanCity.lastDay).clusters(city.events)
        let best = all.map(\.ratio).max() ?? 0
        let first = all.filter { abs($0.ratio - best) < 1e-9 }.min {
            ($0.radius, $0.column, $0.row, -$0.firstDay) < ($1.radius, $1.column, $1.row, -$1.firstDay)
        }
        #expect(first?.column == found.centre.column && first?.row == found.centre.row && first?.firstDay == found.firstDay)
    }

    @Test("Each further cluster is the most likely of those without a cell of an earlier one", arguments: 1...8 as ClosedRange<UInt64>)
    func further(seed: UInt64) throws {
        let city = Self.city(seed)
        let found = try city.scan(Self.settings).clusters
        var left = BruteForceScan(Self.settings, lastDay: ScanCity.lastDay).clusters(city.events)
        for cluster in found {
            #expect(abs(cluster.logLikelihoodRatio - (left.map(\.ratio).max() ?? 0)) < 1e-9)
            let cells = Set(cluster.cells.map { [$0.column, $0.row] })
            left.removeAll { !$0.cells.isDisjoint(with: cells) }
        }
        #expect(left.isEmpty)
    }

    @Test("A share of the cases limits the circles")
    func share() throws {
        var settings = Self.settings
        settings.maximumShare = 0.2
        let city = Self.city(6)
        let limit = city.events.count / 5
        for cluster in try city.scan(settings).clusters {
            let cells = Set(cluster.cells)
            let held = city.events.filter { cells.contains(ScanCluster.Place(column: $0.column, row: $0.row)) }.count
            #expect(held <= limit)
        }
    }

    @Test("A radius that is a whole number of cells takes the ring at that distance")
    func ringAtTheEdge() throws {
        // 0.1 is no binary fraction: 0.3 / 0.1 falls short of 3.
        var city = ScanCity(seed: 1, events: 0)
        for column in [0, 3, 50, 60] as [Int32] {
            for age in 0..<10 as Range<Int32> { city.events.append(.init(column: column, row: 0, day: ScanCity.lastDay - age)) }
        }
        for column in [0, 3] as [Int32] {
            for _ in 0..<6 { city.events.append(.init(column: column, row: 0, day: ScanCity.lastDay)) }
        }
        let settings = ScanSettings(cellSize: 0.1, maximumRadius: 0.3, historyDays: 20, maximumWindow: 1, replications: 0)
        #expect(try city.scan(settings).clusters.first?.cells.count == 2)
    }
}
