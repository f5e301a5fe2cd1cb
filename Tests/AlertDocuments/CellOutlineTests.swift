import AlertDocuments
import Domain
import Testing

@Suite("The outline of cells")
struct CellOutlineTests {
    private func area(_ ring: [CellOutline.Corner]) -> Int64 {
        ring.indices.reduce(0) { sum, index in
            let (one, next) = (ring[index], ring[(index + 1) % ring.count])
            return sum + one.column * next.row - next.column * one.row
        } / 2
    }

    @Test("of one cell is its square, counterclockwise from the south-west")
    func square() {
        let outline = CellOutline([Cell(column: 3, row: 5)])
        #expect(outline.parts.map(\.rings.count) == [1])
        #expect(
            outline.parts[0].rings[0]
                == [.init(column: 3, row: 5), .init(column: 4, row: 5), .init(column: 4, row: 6), .init(column: 3, row: 6)])
    }

    @Test("of cells in a row has no corner between them")
    func row() {
        #expect(CellOutline((0..<9).map { Cell(column: $0, row: 0) }).parts[0].rings[0].count == 4)
    }

    @Test("of cells that touch at a corner alone is two parts")
    func corner() {
        #expect(CellOutline([Cell(column: 0, row: 0), Cell(column: 1, row: 1)]).parts.count == 2)
    }

    @Test("of a ring of cells has a hole, clockwise")
    func hole() {
        let cells = [0, 1, 2, 3, 5, 6, 7, 8].map { (number: Int32) in Cell(column: number % 3, row: number / 3) }
        let rings = CellOutline(cells).parts[0].rings
        #expect(rings.map(area) == [9, -1])
    }

    @Test("of a ring that closes at a corner keeps the hole a ring of its own")
    func holeAtCorner() {
        // A ring of nine cells without the one in the middle and one beside the corner: the hole meets the outside at a corner.
        let cells = [1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15].map { (number: Int32) in Cell(column: number % 4, row: number / 4) }
        let rings = CellOutline(cells).parts[0].rings
        #expect(rings.map(area) == [15, -1])
        #expect(rings.allSatisfy { Set($0).count == $0.count })
    }

    @Test("of cells of several levels, one inside another, is that of their union")
    func levels() {
        let outline = CellOutline([Cell(level: 2, column: 0, row: 0), Cell(column: 1, row: 1), Cell(level: 1, column: 2, row: 0)])
        #expect(outline.parts.map { $0.rings.map(area) } == [[20]])
    }

    @Test("of any cells encloses just their area, in rings that never meet themselves", arguments: [UInt64(1), 2, 3, 4, 5, 6])
    func anyCells(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<60 {
            let cells = (0..<Int(random.next() % 60)).map { _ in
                Cell(
                    level: UInt8(random.next() % 2), column: Int32(random.next() % 9), row: Int32(random.next() % 9))
            }
            var squares: Set<Cell> = []
            for cell in cells {
                let width = Int32(1) << Int32(cell.level)
                for east in 0..<width {
                    for north in 0..<width { squares.insert(Cell(column: cell.column * width + east, row: cell.row * width + north)) }
                }
            }
            let outline = CellOutline(cells)
            #expect(outline.parts.flatMap(\.rings).map(area).reduce(0, +) == Int64(squares.count))
            for part in outline.parts {
                #expect(area(part.rings[0]) > 0 && part.rings.dropFirst().allSatisfy { area($0) < 0 })
                for ring in part.rings { #expect(Set(ring).count == ring.count) }
            }
        }
    }
}
