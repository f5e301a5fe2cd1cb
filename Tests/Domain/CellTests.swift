import Domain
import Testing

@Suite struct CellTests {
    @Test(arguments: [(-1, -1), (0, 0), (-5, 7), (1_000_001, -1_000_001)] as [(Int32, Int32)])
    func `A cell lies in each of its ancestors`(column: Int32, row: Int32) {
        let cell = Cell(column: column, row: row)
        for level in 0...Cell.maximumLevel {
            #expect(cell.ancestor(at: level).contains(cell))
        }
    }

    @Test func `Ancestors round towards the south-west, also left of the origin`() {
        #expect(Cell(column: -1, row: -3).ancestor(at: 1) == Cell(level: 1, column: -1, row: -2))
    }

    @Test func `A finer level is not an ancestor`() {
        let cell = Cell(level: 3, column: 4, row: 5)
        #expect(cell.ancestor(at: 1) == cell)
    }

    @Test func `A cell does not contain its neighbour, nor what is coarser than itself`() {
        #expect(!Cell(column: 1, row: 1).contains(Cell(column: 2, row: 1)))
        #expect(!Cell(column: 0, row: 0).contains(Cell(level: 1, column: 0, row: 0)))
    }

    @Test func `Cells are ordered by level, row, column`() {
        let cells = [Cell(level: 1, column: 0, row: 0), Cell(column: 0, row: 1), Cell(column: 9, row: 0), Cell(column: 1, row: 0)]
        #expect(cells.sorted() == cells.reversed())
    }
}
