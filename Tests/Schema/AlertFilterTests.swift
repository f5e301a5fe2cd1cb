import Domain
import Schema
import Testing

@Suite("Which alerts a gateway gets")
struct AlertFilterTests {
    private func alert(_ category: Domain.Category = .flood, _ severity: Severity = .severe, cells: [Cell] = []) -> Alert {
        Alert(
            identifier: "a", sender: "s", sent: 0, status: .actual, messageType: .alert, references: [], capCategory: "Met",
            category: category, urgency: .immediate, severity: severity, certainty: .observed, effective: 0, onset: 0, expires: 0,
            french: .init(), english: .init(), cells: cells, rule: "r", thread: "t", cause: "c")
    }

    private let area = AlertFilter.Area(westColumn: 10, eastColumn: 19, southRow: 100, northRow: 109)

    @Test("an empty filter lets all through")
    func empty() { #expect(AlertFilter().matches(alert())) }

    @Test("a category that was not asked for is left out")
    func category() { #expect(!AlertFilter(categories: [.noise]).matches(alert(.flood))) }

    @Test("what is less severe is left out")
    func severity() { #expect(!AlertFilter(minimumSeverity: .extreme).matches(alert(.flood, .severe))) }

    @Test("what is as severe passes")
    func asSevere() { #expect(AlertFilter(minimumSeverity: .severe).matches(alert(.flood, .severe))) }

    @Test("the box includes its sides", arguments: [(10, 100), (19, 109), (15, 105)])
    func inside(column: Int, row: Int) {
        #expect(AlertFilter(area: area).matches(alert(cells: [Cell(column: Int32(column), row: Int32(row))])))
    }

    @Test("the box excludes what lies beside it", arguments: [(9, 105), (20, 105), (15, 99), (15, 110)])
    func outside(column: Int, row: Int) {
        #expect(!AlertFilter(area: area).matches(alert(cells: [Cell(column: Int32(column), row: Int32(row))])))
    }

    @Test("a coarse cell that reaches into the box passes")
    func coarse() { #expect(AlertFilter(area: area).matches(alert(cells: [Cell(level: 3, column: 1, row: 12)]))) }

    @Test("a coarse cell at the edge of what fits in a number does not overflow")
    func edge() { #expect(!AlertFilter(area: area).matches(alert(cells: [Cell(level: 15, column: .max, row: .min)]))) }

    @Test("an alert for the whole territory passes any box")
    func everywhere() { #expect(AlertFilter(area: area).matches(alert())) }
}
