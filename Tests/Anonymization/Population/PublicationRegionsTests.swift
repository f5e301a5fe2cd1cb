import Anonymization
import Domain
import Testing

@Suite("Published cells that enough residents share")
struct PublicationRegionsTests {
    static let towns: [ResidentGrid] = [
        Hills.town(), Hills.town(width: 90, seed: 2, density: 400), Hills.town(width: 20, seed: 3, density: 5),
        Hills.town(width: 64, seed: 4),
    ]

    @Test(
        "the area of each published cell, without the finer ones in it, has the residents asked for", arguments: towns,
        [11, 50, 300] as [UInt32])
    func enough(town: ResidentGrid, minimum: UInt32) {
        let regions = PublicationRegions(town, minimum: minimum)
        var counted: [Cell: UInt64] = [:]
        for (cell, residents) in zip(town.cells, town.residents) {
            if let region = regions.published(cell) { counted[region, default: 0] += UInt64(residents) }
        }
        #expect(counted.values.allSatisfy { $0 >= UInt64(minimum) })
        #expect(counted == regions.residents)
    }

    @Test("every inhabited place has a published cell where the territory has residents enough", arguments: towns)
    func complete(town: ResidentGrid) {
        let regions = PublicationRegions(town, minimum: 50)
        #expect(town.cells.allSatisfy { regions.published($0)?.contains($0) == true })
    }

    @Test("places where nobody lives share the cell of people who live around", arguments: towns)
    func uninhabited(town: ResidentGrid) throws {
        let regions = PublicationRegions(town, minimum: 50)
        for column in stride(from: Int32(19_701), to: 19_720, by: 1) {
            let place = Cell(column: column, row: 11_270)
            let region = try #require(regions.published(place))
            #expect(regions.residents[region] ?? 0 >= 50)
        }
    }

    @Test("a dense quarter keeps the finest cells")
    func dense() {
        let regions = PublicationRegions(Hills.town(width: 90, seed: 2, density: 400), minimum: 11)
        let finest = regions.residents.keys.filter { $0.level == 0 }.count
        #expect(finest > regions.residents.count / 2)
    }

    @Test("the order in which cells are given changes nothing")
    func deterministic() {
        let town = Hills.town()
        let first = PublicationRegions(town, minimum: 50).residents
        for _ in 0..<5 {
            let again = Dictionary(uniqueKeysWithValues: zip(town.cells, town.residents).shuffled())
            #expect(PublicationRegions(ResidentGrid(residents: again), minimum: 50).residents == first)
        }
    }

    @Test("no cell is published where too few people live in all")
    func tooFew() {
        let hamlet = ResidentGrid(residents: [Cell(column: 5, row: 5): 3, Cell(column: 6, row: 6): 4])
        let regions = PublicationRegions(hamlet, minimum: 50)
        #expect(regions.published(Cell(column: 5, row: 5)) == nil && regions.residents.isEmpty)
    }

    @Test("a cell that a source gives coarser is published as it is where residents enough live in it")
    func given() throws {
        let town = Hills.town()
        let regions = PublicationRegions(town, minimum: 50)
        let place = Cell(level: 3, column: (19_701 + 16) >> 3, row: (11_263 + 16) >> 3)
        #expect(regions.published(place) == place)
        let nowhere = Cell(level: 2, column: 1, row: 1)
        #expect(regions.published(nowhere) == nil)
    }

    @Test("what is looked up in the table and what is walked to are the same")
    func table() {
        // The same town twice, so far apart that the box of both is too large for a table.
        let town = Hills.town()
        var both = Dictionary(uniqueKeysWithValues: zip(town.cells, town.residents))
        for (cell, residents) in zip(town.cells, town.residents) {
            both[Cell(column: cell.column + 1 << 16, row: cell.row + 1 << 16)] = residents
        }
        let near = PublicationRegions(town, minimum: 50)
        let far = PublicationRegions(ResidentGrid(residents: both), minimum: 50)
        let same = town.cells.filter { (near.published($0)?.level ?? 9) <= 4 && near.published($0) == far.published($0) }
        #expect(Double(same.count) > 0.9 * Double(town.cells.count))
    }
}
