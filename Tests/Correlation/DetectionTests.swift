import Domain
import Testing

@testable import Correlation

@Suite("What is unusual")
struct DetectionTests {
    @Test("in a homogeneous city the expected count is the true one")
    func homogeneous() throws {
        var machine = machine()
        var random = SplitMix64(seed: 1)
        _ = City(uneven: false).run(&machine, days: 0..<35, &random)
        // 225 cells, 2 categories; 2/96 of the day's 1,200 in each slot from 20:00 on, 0.8/96 before.
        let weight = machine.weights.weight(WeekWeight.week(of: machine.closedThrough))
        for (bucket, share) in [(21, 2.0), (24 + 10, 0.8)] {
            let expected = machine.histories.map {
                machine.baseline.predictive($0, in: machine.strata[$0.stratum], bucket: bucket, length: 900, part: 0, weight: weight).mean
            }
            let truth = 1_200 / 96.0 * share / 450
            #expect(machine.histories.count == 450)
            #expect(abs(expected.reduce(0, +) / 450 / truth - 1) < 0.1)
        }
    }

    @Test("a city where nothing is unusual raises no more false signals than the settings allow", arguments: [UInt64(2), 3])
    func null(seed: UInt64) {
        var machine = machine(CorrelationSettings(minimumCount: 2, falseSignalsPerDay: 1, largestLevel: 1))
        var random = SplitMix64(seed: seed)
        let signals = City().run(&machine, days: 0..<35, &random).filter { $0.severity > .minor }
        // 21 days after the two weeks in which nothing is said; three standard deviations.
        #expect(Double(signals.count) <= 21 + 3 * 21.0.squareRoot())
        #expect(signals.allSatisfy { $0.start >= City.monday + 14 * 86_400 })
    }

    @Test("a planted burst is found while it happens")
    func burst() throws {
        var machine = machine()
        var random = SplitMix64(seed: 4)
        let city = City()
        let before = city.run(&machine, days: 0..<28, &random)
        let start = City.monday + 28 * 86_400 + 10 * 3_600
        var found: [Signal] = []
        for _ in 0..<12 { found += machine.absorb(incident(column: 4, row: 9, at: start)) }
        let signal = try #require(found.first)
        #expect(before.allSatisfy { $0.severity == .minor || $0.pValue < 1e-4 })
        #expect(signal.kind == .anomaly && signal.category == .theft && signal.cells == [Cell(column: 4, row: 9)])
        #expect(signal.start == start && signal.end == start + 900 && signal.observed <= 8)
        #expect(signal.pValue < machine.level && signal.expected < 0.2 && signal.sources == [.policeLog])
    }

    @Test("a slot is announced once, and again only when it has doubled")
    func doubling() {
        var machine = steady()
        let start = City.monday + 28 * 86_400
        let observed = (0..<40).flatMap { _ in machine.absorb(incident(at: start)) }.map { Int($0.observed) }
        #expect(observed.count >= 3)
        #expect(zip(observed, observed.dropFirst()).allSatisfy { $1 == 2 * $0 })
    }

    @Test("the same hour of past weeks makes a slot usual")
    func sameHour() {
        var machine = steady()
        // Market day: ten incidents every Saturday at 10:00, for five weeks.
        let saturday = City.monday + 33 * 86_400 + 10 * 3_600
        var raised: [Int] = []
        for week in 0..<Int64(8) {
            var count = 0
            for _ in 0..<10 { count += machine.absorb(incident(at: saturday + week * 604_800)).count }
            raised.append(count)
            _ = machine.advance(to: watermark(saturday + week * 604_800 + 86_400))
        }
        #expect(raised.first ?? 0 > 0 && raised.suffix(3) == [0, 0, 0])
    }

    @Test("nothing is unusual before there is a history")
    func young() {
        var machine = steady(days: 10)
        #expect((0..<50).allSatisfy { _ in machine.absorb(incident(at: City.monday + 10 * 86_400)).isEmpty })
    }

    @Test("fewer than the minimum are never a signal")
    func minimum() {
        var machine = steady(CorrelationSettings(minimumCount: 5, falseSignalsPerDay: 1e3, largestLevel: 0.5))
        let signals = (0..<5).map { _ in machine.absorb(incident(column: 3, at: City.monday + 28 * 86_400)).count }
        #expect(signals == [0, 0, 0, 0, 1])
    }

    @Test("a new cell is held against the others, not called unusual for being new")
    func newCell() {
        var machine = machine()
        var random = SplitMix64(seed: 6)
        _ = City().run(&machine, days: 0..<28, &random)
        let start = City.monday + 28 * 86_400
        #expect(machine.absorb(incident(column: 80, row: 80, at: start)).isEmpty)
        #expect(machine.absorb(incident(column: 80, row: 80, at: start)).isEmpty)
    }

    @Test("an incident of a coarser cell counts in that cell")
    func coarse() throws {
        var machine = steady()
        let start = City.monday + 28 * 86_400
        for day in 0..<Int64(28) { _ = machine.absorb(incident(column: 1, level: 2, at: City.monday + day * 86_400)) }
        let signals = (0..<9).flatMap { _ in machine.absorb(incident(column: 1, level: 2, at: start)) }
        #expect(Set(signals.flatMap(\.cells)) == [Cell(level: 2, column: 1, row: 0)])
    }

    @Test("incidents of which only the day is known are held against days")
    func dayOnly() throws {
        var machine = machine()
        for day in 0..<Int64(56) {
            for _ in 0..<4 { _ = machine.absorb(incident(at: City.monday + day * 86_400, length: 86_400)) }
            _ = machine.advance(to: watermark(City.monday + (day + 1) * 86_400))
        }
        let signals = (0..<40).flatMap { _ in machine.absorb(incident(at: City.monday + 56 * 86_400, length: 86_400)) }
        let first = try #require(signals.first)
        #expect(abs(first.expected - 4) < 0.5 && first.observed > 8)
    }
}
