import Domain
import Testing

@testable import Correlation

@Suite("How sources report")
struct ConditionWatchTests {
    private func mark(_ hour: Int64, _ conditions: SourceCondition) -> Watermark {
        watermark(
            City.monday + hour * 3_600,
            sources: [
                Watermark.Source(
                    identifier: "pm", kind: .policeLog, time: Instant(seconds: City.monday + hour * 3_600), idle: false,
                    conditions: conditions)
            ])
    }

    @Test("each condition is told once when it begins and once when it is over")
    func once() throws {
        var machine = machine()
        let first = machine.advance(to: mark(3, [.drift, .clockSkew]))
        #expect(first.count == 2 && first.allSatisfy { $0.kind == .sourceHealth && $0.pValue == 0 && $0.cells.isEmpty })
        #expect(machine.advance(to: mark(4, [.drift, .clockSkew])).isEmpty)
        let over = try #require(machine.advance(to: mark(5, [.clockSkew])).first)
        #expect(over.situation == first[0].situation && over.pValue == 1)
        #expect(first[0].english == "Source 'pm' (police-log) reports other categories than usual.")
        #expect(first[0].french == "La source « pm » (police-log) transmet d'autres catégories que d'habitude.")
    }

    @Test("a restored machine does not tell again what it told")
    func restored() throws {
        var first = machine()
        _ = first.advance(to: mark(3, [.duplicates]))
        var second = machine()
        try second.restore(snapshot: first.snapshot())
        #expect(second.advance(to: mark(4, [.duplicates])).isEmpty)
        #expect(
            second.snapshot()
                == {
                    _ = first.advance(to: mark(4, [.duplicates])); return first.snapshot()
                }())
    }

    @Test("a condition of a later version is no signal")
    func unknown() {
        var machine = machine()
        #expect(machine.advance(to: mark(3, SourceCondition(rawValue: 1 << 20))).isEmpty)
    }
}
