import Domain
import Testing

@testable import Correlation

@Suite("Streaming detector as the service runs it")
struct StreamWatchTests {
    /// Monday 2026-01-05T00:00Z.
    private static let monday: Int64 = 1_767_571_200

    /// Lives through hours from Monday on; `counts` says what cell 0 counts in an hour.
    private func live(
        _ watch: inout StreamWatch, hours: Range<Int64>, idle: Bool = false, counts: (Int64) -> Int = { Int($0 % 3) }
    ) -> [Signal] {
        var signals: [Signal] = []
        for hour in hours {
            for _ in 0..<counts(hour) { signals += watch.absorb(StreamCity.incident(0, hour: Self.monday / 3_600 + hour)) }
            let end = Self.monday + (hour + 1) * 3_600
            let source = Watermark.Source(
                identifier: "pm", kind: .policeLog,
                time: Instant(seconds: idle ? Self.monday + hours.lowerBound * 3_600 : end), idle: idle)
            signals += watch.advance(to: Watermark(time: Instant(seconds: end), sources: [source]))
        }
        return signals
    }

    private func watch() -> StreamWatch { StreamWatch(offset: { _, _ in 0 }) }

    @Test("A burst is one situation: told as it grows, and over with the first hour that is not remarkable")
    func burst() throws {
        var watch = watch()
        let before = live(&watch, hours: 0..<600)
        let during = live(&watch, hours: 600..<601) { _ in 60 }
        let after = live(&watch, hours: 601..<603)
        #expect(before.isEmpty)
        let first = try #require(during.first)
        #expect(first.kind == .anomaly && first.severity > .minor && first.observed < 60 && first.sources == [.policeLog])
        #expect(first.end - first.start == 3_600)
        #expect(Set((during + after).map(\.situation)).count == 1)
        #expect(after.count == 1)
        #expect(after.first?.severity == .minor)
        #expect((after.first?.pValue ?? 0) >= 0.05)
        #expect(Set((during + after).map(\.identifier)).count == during.count + after.count)
    }

    @Test("What was told on arrival and taken back before the hour closed is over with that hour")
    func corrected() {
        var watch = watch()
        _ = live(&watch, hours: 0..<600)
        let told = (0..<40).flatMap { _ in watch.absorb(StreamCity.incident(0, hour: Self.monday / 3_600 + 600)) }
        for _ in 0..<40 { watch.retract(StreamCity.incident(0, hour: Self.monday / 3_600 + 600)) }
        let closing = live(&watch, hours: 600..<601) { _ in 1 }
        #expect(!told.isEmpty)
        #expect(closing.count == 1 && closing.first?.severity == .minor && closing.first?.observed == 1)
        #expect(closing.first?.situation == told.first?.situation)
    }

    @Test("Sources that report and are empty for too long are told once, and once when they count again")
    func quiet() throws {
        var watch = watch()
        _ = live(&watch, hours: 0..<600)
        let silent = live(&watch, hours: 600..<700) { _ in 0 }
        let back = live(&watch, hours: 700..<702) { _ in 2 }
        let told = try #require(silent.first)
        #expect(silent.count == 1 && told.kind == .sourceSilent && told.sources == [.policeLog] && told.pValue < 1e-6)
        #expect(told.start == Self.monday + 600 * 3_600 || told.start == Self.monday + 599 * 3_600)
        #expect(back.map(\.situation) == [told.situation])
        #expect(back.first?.pValue == 1)
        #expect(told.english.hasPrefix("Sources of kind police-log report but have counted nothing since 2026-01-30 00:00"))
        #expect(
            told.french.hasPrefix("Les sources de type police-log transmettent mais ne comptent plus rien depuis le 30/01/2026 à 00:00"))
    }

    @Test("While a source is idle nothing of it is over, and it is not told a second time as silent")
    func idle() {
        var watch = watch()
        _ = live(&watch, hours: 0..<600)
        _ = live(&watch, hours: 600..<601) { _ in 60 }
        #expect(live(&watch, hours: 601..<700, idle: true) { _ in 0 }.isEmpty)
        #expect(live(&watch, hours: 700..<701).count == 1)
    }

    @Test("A watch restored midway goes on as the one that was written")
    func restored() throws {
        var (one, other) = (watch(), watch())
        var draws = SplitMix64(seed: 12)
        for part in Int64(0)..<30 {
            var planned = (0..<24).map { _ in draws.poisson(1) }
            if part > 20, part % 3 == 0 { planned[7] += 25 }
            let counts: (Int64) -> Int = { planned[Int($0 % 24)] }
            let (signals, others) = (
                live(&one, hours: part * 24..<(part + 1) * 24, counts: counts),
                live(&other, hours: part * 24..<(part + 1) * 24, counts: counts)
            )
            #expect(signals == others)
            let bytes = other.snapshot()
            other = watch()
            try other.restore(snapshot: bytes)
            #expect(other.snapshot() == bytes && bytes == one.snapshot())
        }
    }

    @Test("A damaged snapshot is refused and changes nothing")
    func damaged() {
        var watch = watch()
        _ = live(&watch, hours: 0..<200)
        let bytes = watch.snapshot()
        for place in stride(from: 4, to: bytes.count, by: 37) {
            var damaged = bytes
            damaged[place] ^= 0x10
            #expect(throws: StateError.self) { try watch.restore(snapshot: damaged) }
        }
        #expect(watch.snapshot() == bytes)
    }
}
