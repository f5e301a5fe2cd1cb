import Domain
import Testing

@Suite("One subscriber's limits")
struct LimitedDeliveryTests {
    /// Midnight in UTC, and a clock two hours ahead of it.
    private static let midnight: Int64 = 1_750_032_000
    private static let clock = LocalClock(zone: "X") { _, _ in 7_200 }
    /// Local midnight.
    private static let day = midnight - 7_200

    private enum Event {
        case alert(Alert)
        case watermark(Int64)
    }

    private static func alert(
        _ name: String, at offset: Int64, severity: Severity = .moderate, type: Alert.MessageType = .alert, thread: String? = nil,
        lasts: Int64 = 172_800, occasion: Alert.Occasion = .raised
    ) -> Alert {
        Alert(
            identifier: name, sender: "quietude.city", sent: day + offset, status: .actual, messageType: type, references: [],
            capCategory: "Security", category: .theft, urgency: .immediate, severity: severity, certainty: .observed,
            effective: day + offset, onset: day + offset, expires: day + offset + lasts,
            french: Alert.Wording(event: "Vol", headline: "Titre \(name)"),
            english: Alert.Wording(event: "Theft", headline: "Head \(name)"),
            cells: [Cell(column: 3, row: 4)], rule: "r", thread: thread ?? "t-\(name)", cause: "c", audiences: [.operators],
            occasion: occasion)
    }

    private static func machine(_ limits: AlertLimits) -> LimitedDelivery {
        LimitedDelivery(limits, subscriber: "gateway", clock: clock)
    }

    @Test("so many ring within a time; the rest is told in one digest, gravest first, that names what it tells of")
    func limit() throws {
        var machine = Self.machine(AlertLimits(atMost: 2, per: 21_600))
        _ = machine.advance(to: Instant(seconds: Self.day))
        let rung = (0..<5).map { machine.hear(Self.alert("a\($0)", at: Int64($0) * 60, severity: $0 == 4 ? .severe : .minor)).rings }
        #expect(rung == [true, true, false, false, false])
        #expect(machine.advance(to: Instant(seconds: Self.day + 21_599)).isEmpty)
        let digest = try #require(machine.advance(to: Instant(seconds: Self.day + 21_600)).first)
        #expect(digest.occasion == .digest && digest.severity == .severe && digest.audiences == [.operators])
        #expect(digest.references.map(\.identifier) == ["a4", "a2", "a3"] && digest.gathered == ["t-a4", "t-a2", "t-a3"])
        #expect(digest.french.description == "Titre a4\nTitre a2\nTitre a3" && digest.english.headline == "Digest: 3 alerts in force")
        #expect(machine.hear(Self.alert("b", at: 21_700)).rings, "there is room again")
    }

    @Test("an all-clear always rings, also of what was held back, which no digest tells of any more")
    func allClear() {
        var machine = Self.machine(AlertLimits(atMost: 0, per: 3_600, quietHours: QuietHours(from: 0, until: 360)))
        _ = machine.advance(to: Instant(seconds: Self.day + 60))
        #expect(!machine.hear(Self.alert("a", at: 120)).rings)
        #expect(machine.hear(Self.alert("end", at: 180, type: .cancel, thread: "t-a")).rings)
        #expect(machine.advance(to: Instant(seconds: Self.day + 90_000)).isEmpty)
    }

    @Test("what is grave enough, and what nobody dealt with, rings past every limit")
    func urgent() {
        var machine = Self.machine(AlertLimits(atMost: 0, quietHours: QuietHours(from: 0, until: 360), exceptFrom: .severe))
        #expect(!machine.hear(Self.alert("a", at: 60)).rings)
        #expect(machine.hear(Self.alert("b", at: 60, severity: .severe)).rings)
        #expect(machine.hear(Self.alert("c", at: 60, occasion: .escalated)).rings)
    }

    @Test("what comes in quiet hours is told once they are over, by the territory's own clock; what is over by then is not")
    func quietHours() {
        var machine = Self.machine(AlertLimits(quietHours: QuietHours(from: 22 * 60, until: 6 * 60)))
        _ = machine.advance(to: Instant(seconds: Self.day + 12 * 3_600))
        #expect(machine.hear(Self.alert("day", at: 21 * 3_600)).rings)
        #expect(!machine.hear(Self.alert("night", at: 23 * 3_600)).rings)
        #expect(!machine.hear(Self.alert("short", at: 23 * 3_600, lasts: 600)).rings)
        #expect(machine.advance(to: Instant(seconds: Self.day + 29 * 3_600)).isEmpty)
        let digests = machine.advance(to: Instant(seconds: Self.day + 30 * 3_600))
        #expect(digests.map { $0.references.map(\.identifier) } == [["night"]])
        #expect(machine.hear(Self.alert("morning", at: 30 * 3_600)).rings)
    }

    @Test("what passed the privacy release is told in a digest of its own, so that the public can have it")
    func released() {
        var machine = Self.machine(AlertLimits(atMost: 0, per: 3_600))
        _ = machine.hear(Self.alert("staff", at: 0))
        var copy = Self.alert("copy", at: 0)
        (copy.isReleased, copy.audiences) = (true, [.public])
        _ = machine.hear(copy)
        let digests = machine.advance(to: Instant(seconds: Self.day + 3_600))
        #expect(digests.map(\.isReleased) == [false, true] && digests.map(\.audiences) == [[.operators], [.public]])
    }

    @Test("where the watermark stands still, an alert's own time moves the limits on")
    func stalled() {
        var machine = Self.machine(AlertLimits(atMost: 1, per: 3_600))
        _ = machine.advance(to: Instant(seconds: Self.day))
        let first = machine.hear(Self.alert("a", at: 10))
        let second = machine.hear(Self.alert("b", at: 20))
        let third = machine.hear(Self.alert("c", at: 3_700))
        #expect(first.rings && !second.rings && third.rings)
        #expect(third.digests.map { $0.references.map(\.identifier) } == [["b"]])
    }

    @Test("held back are so many at the most; the rest is counted in the digest")
    func bounded() {
        var machine = Self.machine(AlertLimits(atMost: 0, per: 3_600))
        for number in 0..<LimitedDelivery.maximumHeld + 7 { _ = machine.hear(Self.alert("a\(number)", at: 0)) }
        let digest = machine.advance(to: Instant(seconds: Self.day + 3_600)).first
        #expect(digest?.references.count == LimitedDelivery.maximumHeld)
        #expect(digest?.english.headline == "Digest: \(LimitedDelivery.maximumHeld + 7) alerts in force")
    }

    /// Some days of alerts and watermarks, with alerts ahead of the watermark and days left out.
    private static func journal(_ seed: UInt64) -> [Event] {
        var random = SplitMix64(seed: seed)
        var (time, events) = (Int64(0), [Event]())
        for number in 0..<600 {
            time += Int64.random(in: 0..<3_000, using: &random) * (number % 97 == 0 ? 40 : 1)
            if Int.random(in: 0..<3, using: &random) == 0 {
                events.append(.watermark(day + time))
                continue
            }
            let thread = "t\(Int.random(in: 0..<40, using: &random))"
            events.append(
                .alert(
                    alert(
                        "a\(number)", at: time + Int64.random(in: 0..<7_000, using: &random),
                        severity: [.minor, .moderate, .severe][Int.random(in: 0..<3, using: &random)],
                        type: Int.random(in: 0..<6, using: &random) == 0 ? .cancel : .update, thread: thread,
                        lasts: Int64.random(in: 600..<90_000, using: &random))))
        }
        return events
    }

    private static func run(_ machine: inout LimitedDelivery, _ event: Event) -> [String] {
        switch event {
        case .watermark(let time): return machine.advance(to: Instant(seconds: time)).map(\.identifier)
        case .alert(let alert):
            let heard = machine.hear(alert)
            return heard.digests.map(\.identifier) + (heard.rings ? [alert.identifier] : [])
        }
    }

    @Test("begun anew at the first watermark of a day, it says what it would have said without", arguments: [UInt64(1), 2, 3, 4, 5, 6])
    func resumed(seed: UInt64) {
        let events = Self.journal(seed)
        let limits = [
            AlertLimits(atMost: 3, per: 21_600, digest: 3_600), AlertLimits(atMost: 1, per: 3_600, digest: 43_200, exceptFrom: .severe),
            AlertLimits(atMost: 5, quietHours: QuietHours(from: 1_320, until: 390)), AlertLimits(atMost: 0, per: 900),
        ][Int(seed % 4)]
        var whole = Self.machine(limits)
        let expected = events.map { Self.run(&whole, $0) }
        #expect(expected.joined().count > 100 && Set(expected.joined()).count == expected.joined().count)
        for cut in stride(from: 1, to: events.count, by: 23) {
            // The day of the last watermark before the cut, and its first one.
            var days = Self.machine(limits)
            let marks = events[..<cut].enumerated().compactMap { place, event -> (Int, Int64)? in
                if case .watermark(let time) = event { return (place, days.day(time)) }
                return nil
            }
            let first = marks.first { $0.1 == marks.last?.1 }?.0 ?? 0
            var again = Self.machine(limits)
            for event in events[first..<cut] { _ = Self.run(&again, event) }
            #expect(events[cut...].map { Self.run(&again, $0) } == Array(expected[cut...]))
        }
    }

    @Test("limits that mean nothing are refused, each naming its field")
    func faults() {
        #expect(AlertLimits(per: 3_600).fault?.field == "at-most")
        #expect(AlertLimits(atMost: 20_000).fault?.field == "at-most")
        #expect(AlertLimits(atMost: 1, per: 50_000).fault?.field == "per")
        #expect(AlertLimits(atMost: 1, digest: 7).fault?.field == "digest")
        #expect(AlertLimits(quietHours: QuietHours(from: 60, until: 60)).fault?.field == "quiet-hours")
        #expect(AlertLimits(atMost: 0, per: 900, digest: 86_400, quietHours: QuietHours(from: 0, until: 1_439)).fault == nil)
    }

    @Test("limits are read as they are written")
    func texts() throws {
        let limits = AlertLimits(
            atMost: 20, per: 21_600, digest: 900, quietHours: QuietHours(from: 1_320, until: 365), exceptFrom: .severe)
        let written = Dictionary(uniqueKeysWithValues: limits.written.map { ($0.field, $0.text) })
        #expect(written == ["at-most": "20", "per": "6h", "digest": "15m", "quiet-hours": "22:00-06:05", "except-from": "severe"])
        #expect(try AlertLimits.read { written[$0] } == limits)
        #expect(try AlertLimits.read { _ in nil } == nil)
        #expect(throws: AlertLimits.Unreadable.self) { try AlertLimits.read { $0 == "quiet-hours" ? "22-06" : nil } }
    }

    @Test("of two limits the stricter holds in each regard")
    func stricter() {
        let key = AlertLimits(atMost: 10, per: 3_600, digest: 7_200, exceptFrom: .moderate)
        let asked = AlertLimits(atMost: 100, digest: 3_600, quietHours: QuietHours(from: 0, until: 60), exceptFrom: .severe)
        let both = AlertLimits(
            atMost: 100, digest: 7_200, quietHours: QuietHours(from: 0, until: 60), exceptFrom: .severe)
        #expect(key.stricter(asked) == both && asked.stricter(key) == both)
    }
}
