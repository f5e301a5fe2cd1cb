import Domain
import Notification
import Testing

@Suite("What a gateway asks for")
struct AlertSelectionTests {
    private func alert(_ cells: [Cell], _ severity: Severity = .moderate) -> Alert {
        Alert(
            identifier: "a", sender: "s", sent: 0, status: .actual, messageType: .alert, references: [], capCategory: "Security",
            category: .theft, urgency: .immediate, severity: severity, certainty: .observed, effective: 0, onset: 0, expires: 1,
            french: .init(), english: .init(), cells: cells, rule: "r", thread: "t", cause: "c")
    }

    @Test("asks for everything by default")
    func everything() {
        #expect(AlertSelection().matches(alert([Cell(column: 1, row: 1)], .unknown)))
    }

    @Test("by category")
    func category() {
        #expect(AlertSelection(categories: [.theft]).matches(alert([])))
        #expect(!AlertSelection(categories: [.noise]).matches(alert([])))
    }

    @Test("by minimum severity")
    func severity() {
        #expect(AlertSelection(minimumSeverity: .moderate).matches(alert([])))
        #expect(!AlertSelection(minimumSeverity: .severe).matches(alert([])))
    }

    @Test("an alert without cells concerns every area")
    func wholeTerritory() {
        #expect(AlertSelection(area: CellBox(west: 5, east: 5, south: 5, north: 5)).matches(alert([])))
    }

    @Test("an empty rectangle touches nothing")
    func emptyBox() {
        #expect(!CellBox(west: 6, east: 5, south: 0, north: 9).touches(Cell(column: 5, row: 5)))
    }

    @Test("a cell touches a rectangle exactly when a cell of level 0 within it lies inside", arguments: [UInt8(0), 1, 2, 3])
    func coarseCells(level: UInt8) {
        for column in Int32(-3)...3 {
            for row in Int32(-3)...3 {
                let cell = Cell(level: level, column: column, row: row)
                let box = CellBox(west: -7, east: 4, south: 2, north: 5)
                let inside = (box.west...box.east).contains { column in
                    (box.south...box.north).contains { cell.contains(Cell(column: column, row: $0)) }
                }
                #expect(box.touches(cell) == inside)
            }
        }
    }

    @Test("the edges of the numbers do no harm")
    func hostileCells() {
        let everywhere = CellBox(west: .min, east: .max, south: .min, north: .max)
        #expect(everywhere.touches(Cell(level: 0, column: .min, row: .max)))
        #expect(!everywhere.touches(Cell(level: 15, column: .max, row: .min)))
    }
}
