import Domain
import Testing

@testable import Correlation

@Suite("The book of situations")
struct SituationBookTests {
    private func signal(
        _ situation: String, kind: Signal.Kind = .anomaly, category: Domain.Category = .theft, column: Int32 = 0, row: Int32 = 0,
        level: UInt8 = 0, at start: Int64 = 0, observed: Double = 5, p: Double = 0.0001
    ) -> Signal {
        Signal(
            identifier: "\(situation)-\(start)-\(p)", kind: kind, category: category, cells: [Cell(level: level, column: column, row: row)],
            start: start, end: start + 900, observed: observed, expected: 1, pValue: p, severity: .moderate, sources: [.policeLog],
            french: "", english: "", situation: situation)
    }

    @Test("an anomaly, a cluster and a rule about the same thing are one line, under the first one's name")
    func together() {
        var book = SituationBook()
        let filed = [
            book.file(signal("a")), book.file(signal("b", kind: .rule, column: 1, row: 1, at: 900)),
            book.file(signal("c", kind: .cluster, column: 0, row: 0, level: 2, at: 1_800)),
        ]
        #expect(filed.map { $0?.situation } == ["a", "a", "a"])
        #expect(book.lines.count == 1 && book.lines[0].kinds == [.anomaly, .cluster, .rule] && book.lines[0].phase == .growing)
    }

    @Test("another category, another place or another hour is another situation")
    func apart() {
        for other in [signal("b", category: .noise), signal("b", column: 2), signal("b", at: 900 + 3_601)] {
            var book = SituationBook()
            _ = book.file(signal("a"))
            #expect(book.file(other)?.situation == "b" && book.lines.count == 2)
        }
    }

    @Test("a situation opens, grows, fades and closes when its last part is over, and only that end is passed on")
    func life() {
        var book = SituationBook()
        _ = book.file(signal("a"))
        #expect(book.lines.first?.phase == .opened)
        _ = book.file(signal("b", kind: .rule, at: 900))
        #expect(book.lines.first?.phase == .growing)
        #expect(book.file(signal("b", kind: .rule, at: 1_800, observed: 0, p: 1)) == nil && book.lines.first?.phase == .fading)
        let end = book.file(signal("a", at: 4_500, observed: 0, p: 0.6))
        #expect(end?.situation == "a" && end?.pValue == 0.6 && book.lines.isEmpty)
        #expect(book.file(signal("a", at: 9_000))?.situation == "a" && book.lines.count == 1)
    }

    @Test("the end of the part that gave the name does not end the others")
    func namesake() {
        var book = SituationBook()
        _ = [book.file(signal("a")), book.file(signal("b", kind: .rule))]
        #expect(book.file(signal("a", observed: 0, p: 1)) == nil)
        #expect(book.file(signal("b", kind: .rule, at: 900, observed: 9))?.situation == "a")
        #expect(book.file(signal("b", kind: .rule, at: 1_800, observed: 0, p: 1))?.situation == "a" && book.lines.isEmpty)
    }

    @Test("what has nothing new for an hour fades")
    func fades() {
        var book = SituationBook()
        _ = book.file(signal("a"))
        book.advance(to: 4_499)
        #expect(book.lines.first?.phase == .opened)
        book.advance(to: 4_500)
        #expect(book.lines.first?.phase == .fading)
    }

    @Test("a silent source and what has no place pass as they are")
    func placeless() {
        var book = SituationBook()
        var silent = signal("s", kind: .sourceSilent)
        silent.cells = []
        #expect(book.file(silent) == silent && book.lines.isEmpty)
    }

    @Test("situations and their cells are bounded")
    func bounds() {
        var book = SituationBook()
        for index in 0..<Int32(1_500) { _ = book.file(signal("a", column: index, at: Int64(index))) }
        #expect(book.lines.count == 1 && book.lines[0].cells.count == SituationBook.cellLimit)
    }

    @Test("a line reads well in both languages")
    func wording() {
        var book = SituationBook()
        _ = [book.file(signal("a")), book.file(signal("b", kind: .rule, column: 1, observed: 12))]
        #expect(book.lines.first?.english == "Theft: growing, 2 cells, 2 detectors, up to 12.")
        #expect(book.lines.first?.french == "Vol : en croissance, 2 mailles, 2 détecteurs, jusqu'à 12.")
    }
}
