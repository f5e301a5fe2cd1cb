import Domain
import Testing

@testable import Ingestion

@Suite("How a source is")
struct SourcePulseTests {
    private static let hour: Int64 = 3_600
    /// 2026-01-05T00:00:00Z, a Monday.
    private static let monday: Int64 = 1_767_571_200

    /// A source that sends `count(hour)` an hour for some days, in four batches.
    private func pulse(
        days: Int64, into pulse: SourcePulse = SourcePulse(), from start: Int64 = monday, lag: Int64 = 120,
        mix: @Sendable (Int64) -> [UInt16: Double] = { _ in [1: 3, 2: 1] }, count: (Int64) -> UInt64
    ) -> SourcePulse {
        var pulse = pulse
        for hour in 0..<days * 24 {
            for quarter in Int64(0)..<4 {
                let at = start + hour * Self.hour + quarter * 900 + 30
                let number = count(hour) / 4
                let scale = Double(number) / 4
                pulse.received(
                    .init(
                        accepted: number, latest: Instant(seconds: at - lag), categories: mix(hour).mapValues { $0 * scale }),
                    at: Instant(seconds: at), zone: nil)
            }
        }
        return pulse
    }

    private func found(_ pulse: SourcePulse, at seconds: Int64, silence: UInt32 = 7_200) -> Set<SourceIrregularity> {
        pulse.irregularities(now: Instant(seconds: seconds), declaredSilence: silence, live: true)
    }

    /// Busy by day, quiet by night.
    private func daily(_ hour: Int64) -> UInt64 { (8..<20).contains(hour % 24) ? 80 : 8 }

    @Test("is unremarkable while it goes on as ever")
    func usual() {
        let pulse = pulse(days: 21, count: daily)
        #expect(found(pulse, at: Self.monday + 21 * 86_400 + 60).isEmpty)
        #expect(pulse.usualGap.map { abs($0 - 900) < 50 } == true)
    }

    @Test("is silent beyond what it declared, and beyond what it ever was")
    func silent() {
        let pulse = pulse(days: 3, count: daily)
        let last = Self.monday + 3 * 86_400 - 870
        #expect(!found(pulse, at: last + 1_800).contains(.silent))
        #expect(found(pulse, at: last + 7_201).contains(.silent))
        // It declared a day of silence, and comes every quarter of an hour.
        #expect(found(pulse, at: last + 6_000, silence: 86_400).contains(.silent))
        #expect(!found(SourcePulse(), at: last).contains(.silent), "what was never heard is not silent")
    }

    @Test("is slower where an hour brings far less than at that hour, and not at night")
    func slower() {
        var pulse = pulse(days: 21, count: daily)
        let start = Self.monday + 21 * 86_400
        for hour in Int64(0)..<12 {
            pulse.received(.init(accepted: hour < 10 ? daily(hour) : 4), at: Instant(seconds: start + hour * Self.hour + 60), zone: nil)
            pulse.tick(now: Instant(seconds: start + (hour + 1) * Self.hour + 5), zone: nil)
            let conditions = found(pulse, at: start + (hour + 1) * Self.hour + 5)
            #expect(conditions.contains(.slower) == (hour >= 10), "hour \(hour): \(conditions)")
        }
    }

    @Test("is faster where an hour brings far more")
    func faster() {
        var pulse = pulse(days: 21, count: daily)
        let start = Self.monday + 21 * 86_400
        pulse.received(.init(accepted: 400), at: Instant(seconds: start + 60), zone: nil)
        pulse.tick(now: Instant(seconds: start + Self.hour + 1), zone: nil)
        #expect(found(pulse, at: start + Self.hour + 2).contains(.faster))
    }

    @Test("knows weekends from working days")
    func weekend() {
        func weekly(_ hour: Int64) -> UInt64 { hour / 24 % 7 >= 5 ? 4 : 80 }
        let pulse = pulse(days: 42, count: weekly)
        // The last hour is a Sunday's: quiet, as it should be.
        #expect(found(pulse, at: Self.monday + 42 * 86_400 - 100).isEmpty)
    }

    @Test("has drifted where its categories are not those it used to send")
    func drift() {
        let before = pulse(days: 14, count: { _ in 40 })
        #expect((before.drift ?? 1) < 0.01)
        let after = pulse(days: 2, into: before, from: Self.monday + 14 * 86_400, mix: { _ in [1: 1, 3: 3] }, count: { _ in 40 })
        #expect((after.drift ?? 0) > 0.25 && found(after, at: Self.monday + 16 * 86_400).contains(.drift))
    }

    @Test("sends codes that the register does not have")
    func unmapped() {
        let pulse = pulse(days: 2, mix: { _ in [1: 1, CategoryMix.unmapped: 1] }, count: { _ in 40 })
        #expect(found(pulse, at: Self.monday + 2 * 86_400).contains(.unmapped))
    }

    @Test("has a clock that is ahead, or reports that have become later")
    func clock() {
        let ahead = pulse(days: 1, lag: -300, count: { _ in 40 })
        #expect(ahead.skew == 300 && found(ahead, at: Self.monday + 86_400).contains(.clockAhead))
        let usual = pulse(days: 3, count: { _ in 40 })
        let late = pulse(days: 1, into: usual, from: Self.monday + 3 * 86_400, lag: 10_000, count: { _ in 40 })
        #expect(found(late, at: Self.monday + 4 * 86_400).contains(.clockBehind) && (late.skew ?? 0) < -9_000)
    }

    @Test("mostly repeats itself, or is mostly refused")
    func shares() {
        var pulse = SourcePulse()
        pulse.received(.init(accepted: 20, duplicates: 60, refused: 40), at: Instant(seconds: Self.monday), zone: nil)
        let conditions = found(pulse, at: Self.monday + 1)
        #expect(pulse.duplicates == 0.5 && conditions.contains(.refused) && !conditions.contains(.duplicates))
        pulse.received(.init(duplicates: 60), at: Instant(seconds: Self.monday + 2), zone: nil)
        #expect(found(pulse, at: Self.monday + 3).contains(.duplicates))
    }

    @Test("of a replayed territory is not judged by the clock")
    func replayed() {
        let pulse = pulse(days: 3, lag: 30_000_000, count: daily)
        let late = Instant(seconds: Self.monday + 90 * 86_400)
        #expect(pulse.irregularities(now: late, declaredSilence: 60, live: false).isEmpty)
    }

    @Test("is remembered as it was")
    func state() throws {
        let pulse = pulse(days: 10, count: daily)
        #expect(try SourcePulse(snapshot: pulse.snapshot()) == pulse)
        #expect(throws: StateError.self) { try SourcePulse(snapshot: Array(pulse.snapshot().dropLast())) }
    }

    @Test("of years of silence is rolled over in no time")
    func bounded() {
        var pulse = pulse(days: 1, count: daily)
        pulse.tick(now: Instant(seconds: Self.monday + 40 * 366 * 86_400), zone: nil)
        #expect(pulse.observed == 0)
    }
}
