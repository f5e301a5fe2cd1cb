import Domain
import Notification
import Testing

@Suite("What of an alert the public gets")
struct ReleaseTests {
    private func machine(minimumResidents: UInt32 = 0, residents: [Cell: UInt32]? = nil, atLeast: Double = 5) -> SignalAlerts {
        var policy = Examples.policy()
        policy.signals[0].terms.life.release = .init(level: 2, atLeast: atLeast)
        var machine = SignalAlerts(territory: "city", policy: policy)
        machine.stand(
            on: AlertGround(
                TerritoryEntry(
                    identifier: "city", name: "City", timeZone: "UTC", live: false, grid: Grid(plane: .european, cellSize: 200),
                    bounds: Bounds(south: 43, west: 5, north: 44, east: 6), minimumResidents: minimumResidents,
                    residents: residents.map { ResidentGrid(residents: $0) }), places: [], offset: { _, _ in 0 }))
        return machine
    }

    @Test("a copy of its own, coarse, without number or cause")
    func copy() throws {
        var machine = machine()
        let alerts = machine.apply(Examples.signal())
        let copy = try #require(alerts.last)
        #expect(alerts.count == 2 && copy.isReleased && copy.audiences == [.public] && alerts[0].audiences == [.operators])
        #expect(copy.cells == [Cell(level: 2, column: 2, row: 5)] && copy.cause.isEmpty && copy.thread != alerts[0].thread)
        let words = [copy.french, copy.english].flatMap { [$0.event, $0.headline, $0.description] }.joined()
        #expect(!words.contains("8 ") && !words.contains("1,3") && !words.contains("1.3") && !words.contains("constatés"))
    }

    @Test("nothing where the number is small, and then nothing of its end")
    func small() {
        var machine = machine(atLeast: 9)
        #expect(machine.apply(Examples.signal()).count == 1)
        #expect(machine.apply(Examples.normal()).allSatisfy { !$0.isReleased })
    }

    @Test("as coarse as enough residents share it; the whole territory where none do, or nobody counted them")
    func residents() throws {
        let few: [Cell: UInt32] = [Cell(column: 10, row: 20): 4, Cell(column: 15, row: 23): 60]
        var counted = machine(minimumResidents: 50, residents: few)
        #expect(counted.apply(Examples.signal()).last?.cells == [Cell(level: 3, column: 1, row: 2)])
        var tooFew = machine(minimumResidents: 500, residents: few)
        #expect(tooFew.apply(Examples.signal()).last?.cells == [])
        var unknown = machine(minimumResidents: 50)
        #expect(unknown.apply(Examples.signal()).last?.cells == [])
    }

    @Test("who was told is told of changes and of the end, under identifiers of the public's own")
    func whole() throws {
        var machine = machine()
        let first = try #require(machine.apply(Examples.signal()).last)
        let second = try #require(machine.apply(Examples.signal(at: 900) { $0.observed = 30 }).last)
        let end = try #require(machine.apply(Examples.normal(at: 1_800)).last)
        #expect(
            second.references.map(\.identifier) == [first.identifier]
                && end.references.map(\.identifier) == [first.identifier, second.identifier])
        #expect(end.isReleased && end.audiences == [.public] && end.messageType == .cancel && end.thread == first.thread)
    }

    @Test("a digest for the public tells of its own copies: no exact place, no number, no thread of the staff's")
    func digest() throws {
        var policy = Examples.policy()
        policy.signals[0].terms.life.release = .init(level: 2, atLeast: 5)
        policy.audiences = [.public: AudienceTerms(atMost: 1, per: 86_400, digest: 1_800)]
        var machine = SignalAlerts(territory: "city", policy: policy)
        let alerts = (0..<3).flatMap { number in
            machine.apply(
                Examples.signal("s\(number)") {
                    $0.cells = [Cell(column: 10 + 40 * Int32(number), row: 20)]
                    $0.end += 7_200
                })
        }
        let (staff, copies) = (alerts.filter { !$0.isReleased }, alerts.filter(\.isReleased))
        #expect(copies.map(\.audiences) == [[.public], [], []])
        let digest = try #require(machine.advance(to: Examples.time(1_800)).first { $0.occasion == .digest })
        #expect(digest.isReleased && digest.audiences == [.public])
        #expect(digest.cells == [Cell(level: 2, column: 12, row: 5), Cell(level: 2, column: 22, row: 5)])
        let lines = Set(digest.french.description.split(separator: "\n").map(String.init))
        #expect(lines == Set(copies.dropFirst().map(\.french.headline)) && lines.isDisjoint(with: staff.map(\.french.headline)))
        #expect(Set(digest.gathered) == Set(copies.dropFirst().map(\.thread)))
        #expect(Set(digest.gathered).isDisjoint(with: staff.map(\.thread)))
    }
}
