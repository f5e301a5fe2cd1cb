import Domain
import Testing

@Suite("Resident grids")
struct ResidentGridTests {
    private let grid = ResidentGrid(
        level: 1,
        residents: [
            Cell(level: 1, column: -3, row: 7): 12, Cell(level: 1, column: 19_729, row: 11_272): 70_000,
            Cell(level: 1, column: 0, row: 7): 1,
            Cell(level: 1, column: 4, row: 4): 0, Cell(level: 2, column: 4, row: 4): 9,
        ])

    @Test("cells without residents, and cells of another level, are left out")
    func inhabited() {
        #expect(grid.cells.map(\.column) == [-3, 0, 19_729])
        #expect(grid.total == 70_013)
    }

    @Test("what is packed is read again")
    func packed() { #expect(ResidentGrid(packed: grid.packed) == grid) }

    @Test("a city of 6,000 cells is packed into less than 30 kB")
    func compact() {
        var residents: [Cell: UInt32] = [:]
        for number in 0..<6_000 {
            residents[Cell(column: Int32(19_700 + number % 80), row: Int32(11_200 + number / 80))] = UInt32(number % 900)
        }
        #expect(ResidentGrid(residents: residents).packed.count < 30_000)
    }

    @Test("bytes that were cut short or are none give no grid")
    func hostile() {
        let bytes = grid.packed
        for length in 1..<bytes.count where ResidentGrid(packed: Array(bytes.prefix(length))) != nil {
            // A cut between two cells is a shorter grid.
            #expect(ResidentGrid(packed: Array(bytes.prefix(length)))?.cells.count ?? 0 < grid.cells.count)
        }
        #expect(ResidentGrid(packed: []) == nil)
        #expect(ResidentGrid(packed: [16]) == nil)
        #expect(ResidentGrid(packed: [0] + [UInt8](repeating: 0xff, count: 40)) == nil)
        #expect(ResidentGrid(packed: [0, 0, 0, 2, 0, 0, 2]) == nil)
    }
}
