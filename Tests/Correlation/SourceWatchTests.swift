import Domain
import Testing

@testable import Correlation

@Suite("Silent sources")
struct SourceWatchTests {
    private func mark(_ hour: Int64, idle: Bool, reported: Int64 = 2) -> Watermark {
        watermark(
            City.monday + hour * 3_600,
            sources: [
                Watermark.Source(
                    identifier: "pm", kind: .policeLog, time: Instant(seconds: City.monday + reported * 3_600), idle: idle),
                Watermark.Source(identifier: "bmpm", kind: .fireBrigade, time: Instant(seconds: City.monday + hour * 3_600), idle: false),
            ])
    }

    @Test("a source that falls silent is told once, and once when it speaks again")
    func once() throws {
        var machine = machine()
        #expect(machine.advance(to: mark(3, idle: false)).isEmpty)
        let silent = try #require(machine.advance(to: mark(6, idle: true)).first)
        #expect(machine.advance(to: mark(7, idle: true)).isEmpty)
        let back = try #require(machine.advance(to: mark(8, idle: false, reported: 8)).first)
        #expect(silent.kind == .sourceSilent && silent.sources == [.policeLog] && silent.observed == 4 * 3_600 && silent.pValue == 0)
        #expect(silent.english == "Source 'pm' (police-log) is silent since 2024-01-01 02:00.")
        #expect(silent.french == "La source « pm » (police-log) est muette depuis le 01/01/2024 à 02:00.")
        #expect(back.situation == silent.situation && back.pValue == 1 && back.severity == .minor && back.observed == 0)
    }

    @Test("a second silence is another one")
    func again() throws {
        var machine = machine()
        let first = machine.advance(to: mark(6, idle: true))
        _ = machine.advance(to: mark(8, idle: false, reported: 8))
        let second = machine.advance(to: mark(12, idle: true, reported: 9))
        #expect(second.count == 1 && first.first?.situation != second.first?.situation)
    }

    @Test("a source that never reported anything has not fallen silent")
    func never() {
        var machine = machine()
        let source = Watermark.Source(identifier: "x", kind: .parks, time: Instant(milliseconds: 0), idle: true)
        #expect(machine.advance(to: watermark(City.monday, sources: [source])).isEmpty)
    }
}
