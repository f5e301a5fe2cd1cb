import Domain
import Testing

@testable import Correlation

@Suite("Rules, associations and clusters in the machine")
struct FurtherDetectorsTests {
    private static let start = City.monday + 86_400

    private static let register = Register(
        version: "1",
        territory: TerritoryEntry(
            identifier: "t", name: "T", timeZone: "UTC", live: false, grid: Grid(plane: .european, cellSize: 200),
            bounds: Bounds(south: 0, west: 0, north: 1, east: 1)), sources: [])

    private static let silence = RuleCondition.absence(
        of: RuleFilter(categories: [Category.ridershipDelay.rawValue]), lasting: 600, heardWithin: 3_600, reach: .radius(400))

    private static let detectors = CorrelationDetectors(
        rules: RuleSet(rules: [
            Rule(
                name: "three", french: "Trois", english: "Three",
                condition: .count(
                    of: RuleFilter(categories: [Category.noise.rawValue]), atLeast: 3, within: 1_800, reach: .radius(300))),
            Rule(name: "silent", french: "Muet", english: "Silent", condition: silence),
        ]),
        associations: [
            Association(
                leader: "rain", leaderIsReading: true, follower: "theft", lagHours: 2, rateRatio: 0.7, low: 0.6, high: 0.8, pValue: 1e-5,
                qValue: 1e-3, step: 3, usual: 0.5, place: .territory)
        ],
        scan: nil, series: StreamingDetectorSettings())

    private func machine() -> CorrelationMachine {
        var machine = CorrelationMachine(detectors: Self.detectors, offset: { (_: String, _: Int64) in 0 })
        machine.register(Self.register)
        return machine
    }

    private func reading(_ category: Domain.Category, at time: Int64, value: Double, cell: Cell? = nil) -> Reading {
        Reading(
            kind: category == .rain ? .weather : .transit, category: category, cell: cell, slot: TimeSlot(start: time, length: 900),
            value: value)
    }

    @Test("a rule that matches is a signal on arrival, and another when it no longer holds")
    func rule() throws {
        var machine = machine()
        var signals: [Signal] = []
        for column in Int32(0)..<3 { signals += machine.absorb(incident(.noise, column: column / 2, at: Self.start)) }
        let signal = try #require(signals.first)
        #expect(signals.count == 1 && signal.kind == .rule && signal.pValue == 0 && signal.category == .noise && signal.observed == 3)
        #expect(signal.cells == [Cell(column: 0, row: 0), Cell(column: 1, row: 0)] && machine.situationLines.count == 1)
        #expect(signal.english == "Three: 3 (at least 3) on 2024-01-02 from 00:00 to 00:00 in 2 cells.")
        let ends = machine.advance(to: watermark(Self.start + 1_801))
        #expect(ends.map(\.pValue) == [1] && ends.map(\.situation) == [signal.situation] && machine.situationLines.isEmpty)
        #expect(machine.tally.signals == 2)
    }

    @Test("a silence is said as silence, and never as quiet")
    func silence() throws {
        var machine = machine()
        machine.absorb(reading(.ridershipDelay, at: Self.start, value: 1, cell: Cell(column: 3, row: 3)))
        let signals = machine.advance(to: watermark(Self.start + 900))
        let signal = try #require(signals.first)
        #expect(signals.count == 1 && signal.sources == [.transit])
        #expect(signal.english.contains("silent for 10 min") && signal.english.hasSuffix("whether all is quiet is not known."))
        #expect(signal.french.contains("silence depuis 10 min") && signal.french.hasSuffix("rien ne dit que tout est calme."))
    }

    @Test("what was learnt to follow is announced for its hour, and over after it")
    func association() throws {
        var machine = machine()
        machine.absorb(reading(.rain, at: Self.start, value: 9))
        let signals = machine.advance(to: watermark(Self.start + 3_600))
        let signal = try #require(signals.first { $0.kind == .association })
        #expect(
            signal.category == .theft && signal.start == Self.start + 7_200 && signal.end == Self.start + 10_800 && signal.observed == 9)
        #expect(machine.advance(to: watermark(Self.start + 10_799)).isEmpty)
        let ends = machine.advance(to: watermark(Self.start + 10_800))
        #expect(ends.map(\.situation) == [signal.situation] && ends.map(\.pValue) == [1])
    }

    @Test("a dry hour announces nothing")
    func dry() {
        var machine = machine()
        machine.absorb(reading(.rain, at: Self.start, value: 1))
        #expect(machine.advance(to: watermark(Self.start + 3_600)).isEmpty)
    }

    @Test("a correction takes a match back")
    func retraction() {
        var machine = machine()
        let incidents = (0..<3).map { _ in incident(.noise, at: Self.start) }
        let raised = incidents.flatMap { machine.absorb($0) }
        let taken = machine.retract(incidents[0])
        #expect(raised.count == 1 && taken.map(\.situation) == raised.map(\.situation) && taken.map(\.pValue) == [1])
    }

    @Test("a machine restored half way goes on byte for byte")
    func restored() throws {
        var random = SplitMix64(seed: 3)
        var (whole, halves) = (machine(), machine())
        let city = City(columns: 6, daily: 200)
        var signals: ([Signal], [Signal]) = ([], [])
        for (index, start) in stride(from: City.monday, to: City.monday + 5 * 86_400, by: 900).enumerated() {
            let incidents = city.slot(start, &random)
            for incident in incidents {
                signals.0 += whole.absorb(incident)
                signals.1 += halves.absorb(incident)
            }
            let bus = reading(.ridershipDelay, at: start, value: 2, cell: Cell(column: Int32(index / 40 % 6), row: 0))
            let rain = reading(.rain, at: start, value: index % 97 < 6 ? 8 : 0)
            for reading in [bus, rain] {
                signals.0 += whole.absorb(reading)
                signals.1 += halves.absorb(reading)
            }
            signals.0 += whole.advance(to: watermark(start + 900))
            signals.1 += halves.advance(to: watermark(start + 900))
            if index % 100 == 50 {
                var next = CorrelationMachine(detectors: Self.detectors, offset: { (_: String, _: Int64) in 0 })
                try next.restore(snapshot: halves.snapshot())
                halves = next
            }
        }
        #expect(signals.0 == signals.1 && whole.snapshot() == halves.snapshot())
        #expect(Set(signals.0.map(\.kind)).isSuperset(of: [.rule, .association]))
    }

    @Test("a burst over some days in some cells is told as a cluster, once")
    func cluster() throws {
        var random = SplitMix64(seed: 9)
        var machine = CorrelationMachine(
            detectors: CorrelationDetectors(scan: ScanWatchSettings(scansPerDay: 1, leastHistoryDays: 6)),
            offset: { (_: String, _: Int64) in 0 })
        machine.register(Self.register)
        var signals: [Signal] = []
        for day in Int64(0)..<12 {
            for _ in 0..<20 {
                let (column, row) = (Int32.random(in: 0..<8, using: &random), Int32.random(in: 0..<8, using: &random))
                let slot = Int64.random(in: 0..<96, using: &random) * 900
                signals += machine.absorb(incident(.theft, column: column, row: row, at: City.monday + day * 86_400 + slot))
            }
            if day == 8 {
                for index in 0..<12 {
                    signals += machine.absorb(
                        incident(.theft, column: 5, row: Int32(5 + index % 2), at: City.monday + day * 86_400 + Int64(index) * 3_600))
                }
            }
            signals += machine.advance(to: watermark(City.monday + (day + 1) * 86_400))
            // Half way it is written and read.
            guard day == 8 else { continue }
            let snapshot = machine.snapshot()
            try machine.restore(snapshot: snapshot)
            #expect(machine.snapshot() == snapshot)
        }
        let clusters = signals.filter { $0.kind == .cluster }
        let first = try #require(clusters.first)
        #expect(
            first.cells.contains(Cell(column: 5, row: 5)) && first.pValue <= 0.001 && first.observed > 10
                && first.start >= City.monday + 7 * 86_400)
        #expect(Set(clusters.map(\.situation)).count == 1)
    }

    @Test("without further detectors a snapshot with them is still read, and without its own the other way round")
    func settings() throws {
        var plain = CorrelationMachine(offset: { (_: String, _: Int64) in 0 })
        var full = machine()
        _ = full.absorb(incident(.noise, at: Self.start))
        try plain.restore(snapshot: full.snapshot())
        try full.restore(snapshot: plain.snapshot())
        #expect(full.tally.incidents == 1 && full.situationLines.isEmpty)
    }
}
