import Advice
import Domain
import Testing

@Suite("History")
struct HistoryTests {
    private static let week: Int64 = 7 * 86_400

    private static func incident(_ time: Int64, column: Int32 = 0) -> Incident {
        Incident(kind: .policeLog, category: .noise, cell: Cell(column: column, row: 0), slot: TimeSlot(start: time, length: 900))
    }

    /// Five incidents between 20 and 22 each Thursday of twenty weeks, twenty in the twelfth.
    private static let history: History = {
        var incidents = [incident(0, column: 9)]
        for number in 0..<20 {
            let start = Int64(number) * week + 72_000
            for step in 0..<(number == 12 ? 20 : 5) { incidents.append(incident(start + Int64(step) * 300)) }
        }
        return History(incidents)
    }()
    private static let event = PlannedEvent(
        identifier: "e", kind: .concert, start: 12 * week + 72_000, end: 12 * week + 79_200, cells: [Cell(column: 0, row: 0)])

    @Test("the usual number is that of the same hours of other weeks")
    func usual() {
        let load = Self.history.usual(
            in: Self.event.cells, from: Self.event.start, to: Self.event.end, asOf: 20 * Self.week, avoiding: [Self.event])
        #expect(abs(load.mean - 5) < 0.7)
    }

    @Test("what came after the moment of asking is not known")
    func asOf() {
        let early = Self.history.usual(in: Self.event.cells, from: 3 * Self.week + 72_000, to: 3 * Self.week + 79_200, asOf: 3 * Self.week)
        let silent = Self.history.usual(in: Self.event.cells, from: -Self.week, to: -Self.week + 100, asOf: 0)
        #expect(early.mean > 3 && silent.mean < 1)
    }

    @Test("an event's outcome holds what was observed and what is usual there")
    func outcome() {
        let outcome = Self.history.outcome(
            of: Self.event, conditions: Conditions(wallSeconds: Self.event.start), asOf: 20 * Self.week, others: [Self.event])
        #expect(outcome.observed == 20 && abs(outcome.usual - 5) < 1)
        #expect(outcome.moments.count == 20)
    }

    @Test("incidents of finer cells count in the coarsest there is")
    func levels() {
        let history = History([
            Self.incident(0),
            Incident(kind: .policeLog, category: .noise, cell: Cell(level: 1, column: 0, row: 0), slot: TimeSlot(start: 5, length: 1)),
        ])
        #expect(history.count(in: [Cell(column: 0, row: 0)], from: 0, to: 10) == 2)
    }
}
