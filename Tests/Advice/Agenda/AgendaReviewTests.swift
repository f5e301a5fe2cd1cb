import Advice
import Domain
import Testing

@Suite("Agenda review")
struct AgendaReviewTests {
    private static let grid = Grid(plane: .european, cellSize: 200)
    private static let hour: Int64 = 3_600

    private static func event(
        _ identifier: String, _ kind: EventKind = .concert, from: Int64 = 0, to: Int64 = 2, at column: Int32 = 0, people: Double? = 100,
        measures: Set<Measure>? = nil
    ) -> PlannedEvent {
        PlannedEvent(
            identifier: identifier, kind: kind, start: from * hour, end: to * hour, cells: [Cell(column: column, row: 0)],
            attendance: people,
            measures: measures)
    }

    private static func kinds(_ events: [PlannedEvent]) -> [AgendaFinding.Kind] {
        AgendaReview(grid: grid).findings(in: events).map(\.kind)
    }

    @Test("two events at one place and time do not fit; beside each other or a day apart they do")
    func samePlace() {
        #expect(Self.kinds([Self.event("a"), Self.event("b", from: 1, to: 3)]) == [.samePlace])
        #expect(Self.kinds([Self.event("a"), Self.event("b", from: 1, to: 3, at: 1)]).isEmpty)
        #expect(Self.kinds([Self.event("a"), Self.event("b", from: 24, to: 26)]).isEmpty)
    }

    @Test("an event that begins half an hour after another on its place is told, as less grave")
    func changeover() throws {
        let other = PlannedEvent(
            identifier: "b", kind: .concert, start: 2 * Self.hour + 1_800, end: 4 * Self.hour, cells: [Cell(column: 0, row: 0)],
            attendance: 50)
        let finding = try #require(AgendaReview(grid: Self.grid).findings(in: [Self.event("a"), other]).first)
        #expect(finding.kind == .samePlace && finding.severity == .minor)
        #expect(finding.words.english.contains("30 min") && finding.words.french.contains("30 min"))
    }

    @Test("roadworks beside an event's place while it takes place block its access; far away, afterwards or among themselves they do not")
    func blockedAccess() {
        #expect(Self.kinds([Self.event("a"), Self.event("w", .works, from: -10, to: 10, at: 1, people: nil)]) == [.blockedAccess])
        #expect(Self.kinds([Self.event("a"), Self.event("w", .closure, from: -10, to: 10, at: 5, people: nil)]).isEmpty)
        #expect(Self.kinds([Self.event("a"), Self.event("w", .works, from: 3, to: 10, people: nil)]).isEmpty)
        #expect(Self.kinds([Self.event("v", .closure), Self.event("w", .works)]).isEmpty)
    }

    @Test("an event of two thousand without first aid, stewards and traffic plan is told with what is missing")
    func missingMeasure() throws {
        let findings = AgendaReview(grid: Self.grid).findings(in: [Self.event("a", people: 2_000, measures: [.stewards])])
        #expect(findings.map(\.measures) == [[.firstAid, .traffic]])
        #expect(Self.kinds([Self.event("a", people: 2_000, measures: [.stewards, .firstAid, .traffic])]).isEmpty)
    }

    @Test("an event whose attendance nobody stated is not taken for a small one")
    func unknownAttendance() { #expect(Self.kinds([Self.event("a", people: nil)]) == [.unknownAttendance]) }

    @Test("what speaks of the whole territory, such as holidays, clashes with nothing")
    func wholeTerritory() {
        let holiday = PlannedEvent(identifier: "h", kind: .other, start: 0, end: 86_400, cells: [])
        #expect(Self.kinds([holiday, Self.event("a")]).isEmpty)
    }

    @Test("the gravest comes first")
    func order() {
        let findings = AgendaReview(grid: Self.grid).findings(in: [
            Self.event("a", people: nil), Self.event("b", from: 100, to: 102, people: 20_000),
        ])
        #expect(findings.map(\.severity) == [.severe, .minor])
    }

    @Test("fifteen hundred events on one day are gone through")
    func many() {
        let events = (0..<1_500).map { (number: Int) -> PlannedEvent in
            let hour = Int64(number % 12)
            return Self.event("e\(number)", from: hour, to: hour + 1, at: Int32(number), people: 10)
        }
        #expect(AgendaReview(grid: Self.grid).findings(in: events).isEmpty)
    }
}
