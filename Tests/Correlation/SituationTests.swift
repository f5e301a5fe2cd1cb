import Domain
import Testing

@testable import Correlation

@Suite("Situations")
struct SituationTests {
    private static let start = City.monday + 28 * 86_400

    private func burst(_ machine: inout CorrelationMachine, column: Int32 = 0, row: Int32 = 0, after seconds: Int64 = 0) -> [Signal] {
        (0..<12).flatMap { _ in machine.absorb(incident(column: column, row: row, at: Self.start + seconds)) }
    }

    @Test("successive slots of a cell are one situation, with signals of their own")
    func successive() {
        var machine = steady()
        let signals = burst(&machine) + burst(&machine, after: 900) + burst(&machine, after: 3_600)
        #expect(Set(signals.map(\.situation)).count == 1)
        #expect(Set(signals.map(\.identifier)).count == signals.count && signals.count >= 3)
    }

    @Test("a burst that spreads to neighbouring cells is one situation; one far off is another")
    func spreading() {
        var machine = steady()
        let first = burst(&machine)
        let near = burst(&machine, column: 1, row: -1, after: 900) + burst(&machine, column: 2, row: -1, after: 1_800)
        let far = burst(&machine, column: 9, row: 9, after: 900)
        #expect(Set((first + near).map(\.situation)).count == 1)
        #expect(far.first != nil && far.first?.situation != first.first?.situation)
    }

    @Test("after the gap it is another situation")
    func later() {
        var machine = steady()
        let first = burst(&machine)
        let second = burst(&machine, after: 2 * 3_600)
        #expect(second.first != nil && first.first?.situation != second.first?.situation)
    }

    @Test("the end of a situation is said once, a gap after its last unusual slot")
    func over() throws {
        var machine = steady()
        let raised = burst(&machine)
        #expect(machine.advance(to: watermark(Self.start + 900 + 3_599)).isEmpty)
        let ends = machine.advance(to: watermark(Self.start + 900 + 3_600))
        let end = try #require(ends.first)
        #expect(ends.count == 1 && end.situation == raised.first?.situation && end.pValue >= 0.05)
        #expect(end.observed == 0 && end.severity == .minor && end.end == Self.start + 4_500)
        #expect(machine.advance(to: watermark(Self.start + 9 * 86_400)).isEmpty)
    }

    @Test("a situation that is not quiet yet is not over")
    func notYet() {
        var machine = steady()
        _ = burst(&machine)
        for _ in 0..<2 { _ = machine.absorb(incident(at: Self.start + 1_800)) }
        #expect(machine.advance(to: watermark(Self.start + 4_500)).isEmpty)
        #expect(machine.advance(to: watermark(Self.start + 8_100)).count == 1)
    }

    @Test("the same input gives the same identifiers")
    func identifiers() {
        var (first, second) = (steady(), steady())
        #expect(burst(&first) == burst(&second))
    }

    @Test("a signal reads well in both languages, whatever the machine's locale")
    func wording() throws {
        var machine = steady()
        machine.register(
            Register(
                version: "1",
                territory: TerritoryEntry(
                    identifier: "t", name: "T", timeZone: "UTC", live: false, grid: Grid(plane: .european, cellSize: 200),
                    bounds: Bounds(south: 0, west: 0, north: 1, east: 1)), sources: []))
        let signal = try #require((burst(&machine, column: 19_723, row: 11_272, after: 80_100)).first)
        let count = Int(signal.observed)
        let place = "CRS3035RES200mN2254400E3944600"
        let french = "Vol : \(count) faits le 29/01/2024 de 22:15 à 22:30 dans la maille \(place), pour moins de 0,1 attendu."
        let english = "Theft: \(count) incidents on 2024-01-29 from 22:15 to 22:30 in cell \(place), less than 0.1 expected."
        #expect(signal.french == french && signal.english == english)
        #expect(PlaceWording.number(1_234.56, point: ",", below: "") == "1234,6" && PlaceWording.number(3, point: ",", below: "") == "3")
        #expect(PlaceWording.name(Cell(level: 2, column: -3, row: 4), grid: nil) == "-3 E 4 N (4×)")
    }
}
