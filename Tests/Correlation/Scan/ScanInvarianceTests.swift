import Testing

@testable import Correlation

@Suite("What must not change a scan")
struct ScanInvarianceTests {
    static let settings = ScanSettings(cellSize: 250, maximumRadius: 750, historyDays: 20, maximumWindow: 4, replications: 200, seed: 5)

    private func city() -> ScanCity {
        var city = ScanCity(seed: 40, events: 120)
        city.plant(7, column: 1, row: 0, days: 2)
        return city
    }

    @Test("The order of the input changes nothing")
    func order() async throws {
        let city = city()
        var shuffled = city
        var draws = ScanDraws(seed: 1)
        shuffled.events.shuffle(using: &draws)
        #expect(try await city.scan(Self.settings).run() == shuffled.scan(Self.settings).run())
    }

    @Test("Rows with counts are as many rows of one")
    func counts() async throws {
        let city = city()
        var counted = ScanCases()
        for (event, rows) in Dictionary(grouping: city.events, by: { $0 }) {
            counted.append(column: event.column, row: event.row, day: event.day, count: UInt32(rows.count))
        }
        let grouped = try SpaceTimeScan(counted, lastDay: ScanCity.lastDay, settings: Self.settings)
        #expect(try await grouped.run() == city.scan(Self.settings).run())
    }

    @Test("A quiet zone far away changes no cluster")
    func quietZone() async throws {
        let city = city()
        var wider = city
        // Every day's share of the city's cases, so that the zone has no news of its own; twice as far as any circle reaches.
        for event in city.events where event.column % 2 == 0 {
            wider.events.append(.init(column: 1_000, row: 1_000, day: event.day))
        }
        let settings = ScanSettings(cellSize: 250, maximumRadius: 750, historyDays: 20, maximumWindow: 4, replications: 200, seed: 5)
        let (near, far) = (try await city.scan(settings).run(), try await wider.scan(settings).run())
        let (one, other) = (try #require(near.clusters.first), try #require(far.clusters.first))
        #expect(one.centre == other.centre && one.radius == other.radius && one.firstDay == other.firstDay && one.cells == other.cells)
    }

    @Test("Cases before the history and after the last day are left aside")
    func otherDays() async throws {
        let city = city()
        var longer = city
        for age in [-1, -30, 20, 400] as [Int32] {
            longer.events.append(.init(column: 1, row: 1, day: ScanCity.lastDay - age))
        }
        #expect(try await city.scan(Self.settings).run() == longer.scan(Self.settings).run())
    }

    @Test("Moving the city moves its clusters, and nothing else")
    func moved() throws {
        let city = city()
        var moved = city
        for index in moved.events.indices {
            moved.events[index].column -= 1_000
            moved.events[index].row += 777
        }
        let (here, there) = (try city.scan(Self.settings).clusters, try moved.scan(Self.settings).clusters)
        #expect(here.map(\.logLikelihoodRatio) == there.map(\.logLikelihoodRatio))
        #expect(here.map(\.centre.column) == there.map { $0.centre.column + 1_000 })
    }

    @Test("Moving every day by one moves the window, and nothing else")
    func nextDay() throws {
        // A day is a number: the 29th of February and the night when clocks change are days as any other.
        let city = city()
        var later = ScanCases()
        for event in city.events { later.append(column: event.column, row: event.row, day: event.day + 1) }
        let (today, tomorrow) = (
            try city.scan(Self.settings).clusters,
            try SpaceTimeScan(later, lastDay: ScanCity.lastDay + 1, settings: Self.settings).clusters
        )
        #expect(today.map(\.logLikelihoodRatio) == tomorrow.map(\.logLikelihoodRatio))
        #expect(today.map(\.firstDay) == tomorrow.map { $0.firstDay - 1 })
    }

    @Test("Cells at the ends of the plane are no trouble")
    func endsOfThePlane() throws {
        var cases = ScanCases()
        for (column, row) in [(Int32.min, Int32.min), (Int32.max - 1, Int32.max - 1), (0, 0)] {
            for age in 0..<10 as Range<Int32> { cases.append(column: column, row: row, day: ScanCity.lastDay - age) }
        }
        cases.append(column: 0, row: 0, day: ScanCity.lastDay, count: 5)
        let scan = try SpaceTimeScan(cases, lastDay: ScanCity.lastDay, settings: Self.settings)
        #expect(scan.clusters.first?.centre == ScanCluster.Place(column: 0, row: 0))
    }
}
