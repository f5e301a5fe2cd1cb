import Domain
import Foundation
import Testing

@testable import Forecasting

@Suite("What readings tell")
struct SurroundingsTests {
    static let monday: Int64 = 1_704_067_200
    private static let day: Int64 = 86_400

    private func rain(_ value: Double?, day: Int64, said: Int64? = nil) -> Reading {
        Reading(
            kind: .weather, category: .rain, cell: nil,
            slot: TimeSlot(start: Self.monday + day * Self.day + 43_200, length: 3_600), saidSlot: said, value: value, unit: "mm")
    }

    private func match(day: Int64, persons: Double?, said: Int64?) -> Reading {
        Reading(
            kind: .agenda, category: .plannedEvent, cell: Cell(column: 5, row: 5),
            slot: TimeSlot(start: Self.monday + day * Self.day + 68_400, length: 7_200), saidSlot: said, value: persons, unit: "{person}")
    }

    private func machine() -> ForecastingMachine {
        var machine = ForecastingMachine(offset: { (_: Int64) in 0 })
        machine.register(territory(interval: 86_400))
        return machine
    }

    /// A city in which a forecast of rain halves what happens; the rain is told of the evening before.
    private func rainy(_ machine: inout ForecastingMachine, days: Int64, until: Int64? = nil) {
        var random = SplitMix64(seed: 4)
        for day in 0..<days {
            let isWet = random.unit() < 0.4
            for _ in 0..<random.poisson(isWet ? 12 : 24) {
                machine.absorb(
                    incident(
                        column: .random(in: 0..<4, using: &random), row: .random(in: 0..<4, using: &random),
                        at: Self.monday + day * Self.day + Int64.random(in: 0..<86_400, using: &random)))
            }
            if day < until ?? days { machine.absorb(rain(isWet ? 5 : 0, day: day, said: Self.monday + (day - 1) * Self.day + 64_800)) }
        }
    }

    private func total(_ forecast: Forecast?) throws -> Double {
        let forecast = try #require(forecast)
        return forecast.cells.reduce(0) { $0 + $1.expected }
    }

    @Test("rain that was forecast lowers a forecast of what shuns the rain, and the forecast says so")
    func learnsRain() throws {
        var (dry, wet) = (machine(), machine())
        rainy(&dry, days: 50)
        rainy(&wet, days: 50)
        dry.absorb(rain(0, day: 50, said: Self.monday + 49 * Self.day))
        wet.absorb(rain(5, day: 50, said: Self.monday + 49 * Self.day))
        let mark = watermark(Self.monday + 50 * Self.day)
        let (under, open) = (wet.advance(to: mark).last, dry.advance(to: mark).last)
        #expect(try total(under) < 0.75 * total(open))
        #expect(try #require(under).factors.contains { $0.kind == .rain && $0.ratio < 0.9 })
        #expect(try #require(under).sources.contains(.weather))
    }

    @Test("what is said after a time of issue changes nothing that is issued at it")
    func causal() {
        var (without, with) = (machine(), machine())
        rainy(&without, days: 20)
        rainy(&with, days: 20)
        with.absorb(rain(50, day: 20, said: Self.monday + 20 * Self.day))
        with.absorb(rain(50, day: 20))
        let mark = watermark(Self.monday + 20 * Self.day)
        #expect(with.advance(to: mark) == without.advance(to: mark))
    }

    @Test("a source that falls silent fails no forecast: it counts as usual and is named")
    func silent() throws {
        var (heard, silent) = (machine(), machine())
        rainy(&heard, days: 30)
        rainy(&silent, days: 30, until: 20)
        let mark = watermark(Self.monday + 30 * Self.day)
        _ = heard.advance(to: mark)
        let last = try #require(silent.advance(to: mark).last)
        #expect(last.silentSources == [.weather] && last.cells.allSatisfy { $0.expected.isFinite && $0.expected > 0 })
        #expect(!last.factors.contains { $0.kind == .rain })
    }

    @Test("readings in another order, and some that are taken back, give the same forecasts")
    func exact() {
        var (plain, mixed) = (machine(), machine())
        rainy(&plain, days: 15)
        rainy(&mixed, days: 15)
        var random = SplitMix64(seed: 9)
        let mistakes = (0..<40).map { _ in rain(random.unit() * 9, day: Int64.random(in: 0..<15, using: &random)) }
        for mistake in mistakes { mixed.absorb(mistake) }
        for mistake in mistakes.shuffled(using: &random) { mixed.retract(mistake) }
        let mark = watermark(Self.monday + 15 * Self.day)
        #expect(plain.advance(to: mark) == mixed.advance(to: mark))
    }

    @Test("a missing value is missing, never zero")
    func missing() {
        var (plain, told) = (machine(), machine())
        rainy(&plain, days: 10)
        rainy(&told, days: 10)
        told.absorb(rain(nil, day: 9, said: Self.monday + 8 * Self.day))
        let mark = watermark(Self.monday + 10 * Self.day)
        #expect(plain.advance(to: mark) == told.advance(to: mark))
    }

    @Test("a planned event raises what is expected around it when such events did before, and not elsewhere")
    func gathering() throws {
        var (quiet, match) = (machine(), machine())
        for isMatch in [false, true] {
            var city = machine()
            var random = SplitMix64(seed: 3)
            for day in 0..<Int64(49) {
                // On no weekday of its own, which the places' rhythm would know.
                let plays = [3, 8, 12, 18, 21, 27, 34, 37, 44, 47].contains(day)
                if plays { city.absorb(self.match(day: day, persons: 40_000, said: Self.monday - Self.day)) }
                for _ in 0..<20 {
                    city.absorb(
                        incident(
                            column: .random(in: 0..<12, using: &random), row: .random(in: 0..<12, using: &random),
                            at: Self.monday + day * Self.day + Int64.random(in: 0..<86_400, using: &random)))
                }
                for _ in 0..<(plays ? 25 : 1) { city.absorb(incident(column: 5, row: 5, at: Self.monday + day * Self.day + 72_000)) }
            }
            if isMatch { city.absorb(self.match(day: 49, persons: 40_000, said: Self.monday + 48 * Self.day)) }
            if isMatch { match = city } else { quiet = city }
        }
        let mark = watermark(Self.monday + 49 * Self.day)
        let (with, without) = (try #require(match.advance(to: mark).last), try #require(quiet.advance(to: mark).last))
        func expected(_ forecast: Forecast, _ column: Int32, _ row: Int32) throws -> Double {
            try #require(forecast.cells.first { $0.cell == Cell(column: column, row: row) }).expected
        }
        #expect(try expected(with, 5, 5) > 1.3 * expected(without, 5, 5))
        #expect(try expected(with, 11, 11) < 1.1 * expected(without, 11, 11))
    }

    @Test("a day's context knows the holidays of France")
    func holidays() {
        let bastille = Domain.CivilDay(year: 2024, month: 7, day: 14).number
        let context = DayContext(
            day: bastille, from: 0, to: 1, asOf: 0, today: bastille, surroundings: Surroundings(), holidays: FrenchHolidays(zone: .b))
        #expect(context[.publicHoliday] == 1 && context[.schoolHoliday] == 1 && context[.rain] == 0 && context.missing.isEmpty)
    }

    @Test("of what was said of an event only the latest counts")
    func corrected() throws {
        var surroundings = Surroundings()
        var clock = LocalClock(zone: "UTC") { _, _ in 0 }
        for (persons, said) in [(100.0, 0), (9_000, 1), (20, 5)] {
            surroundings.take(
                match(day: 3, persons: persons, said: Self.monday + Int64(said) * Self.day), times: 1, slotLength: 900, clock: &clock)
        }
        let known = surroundings.gatherings(
            from: Self.monday + 3 * Self.day, to: Self.monday + 4 * Self.day, asOf: Self.monday + 3 * Self.day)
        #expect(known.count == 1 && known.first?.attendance.mean == 9_000)
    }

    @Test("a machine with readings restored midway goes on as the one that was written")
    func restored() throws {
        var machine = machine()
        rainy(&machine, days: 16)
        machine.absorb(match(day: 17, persons: nil, said: Self.monday))
        _ = machine.advance(to: watermark(Self.monday + 10 * Self.day))
        var other = self.machine()
        try other.restore(snapshot: machine.snapshot())
        #expect(other.snapshot() == machine.snapshot())
        let mark = watermark(Self.monday + 17 * Self.day)
        #expect(other.advance(to: mark) == machine.advance(to: mark))
    }
}
