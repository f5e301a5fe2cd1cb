import Anonymization
import Domain
import Testing

@Suite("Places that are published only where enough residents share them")
struct PublishedPlaceTests {
    /// Around the place of `City.theft`, cell (2600, 21650): 60 residents there, mostly 5 in each of the cells around.
    private static let grid: ResidentGrid = {
        var residents: [Cell: UInt32] = [:]
        for row in Int32(21_640)..<21_660 {
            for column in Int32(2_590)..<2_610 { residents[Cell(column: column, row: row)] = 5 }
        }
        residents[Cell(column: 2_600, row: 21_650)] = 60
        // So that it is not the emptiest around, which what is left over at the edge would join.
        residents[Cell(column: 2_601, row: 21_651)] = 25
        return ResidentGrid(residents: residents)
    }()

    private func city(_ change: (inout Register) -> Void = { _ in }) -> City {
        City {
            $0.territory.minimumResidents = 50
            $0.territory.residents = PublishedPlaceTests.grid
            $0.sources[0].mappings["A"] = .assault
            change(&$0)
        }
    }

    @Test("a cell with residents enough is published as it is")
    func dense() {
        var city = city()
        #expect(city.push(City.theft()).incidents == [City.theftIncident])
    }

    @Test("a cell with too few becomes one that enough share, the same for every record of the place")
    func sparse() throws {
        var city = city()
        let cells = (0..<20).flatMap { number in
            city.push(City.theft("\(number)") { $0.longitude = 5.2061 + Double(number % 10) / 10_000 }).incidents.map(\.cell)
        }
        let first = try #require(cells.first)
        #expect(first.level == 2 && cells.count == 20 && Set(cells).count == 1)
    }

    @Test("a sensitive category asks for four times as many residents, and for a slot of an hour")
    func sensitive() throws {
        var city = city()
        let incident = try #require(city.push(City.theft { $0.originalCode = "A" }).incidents.first)
        #expect(incident.cell.level > 0 && incident.slot.length == 3_600)
    }

    @Test("a category's own number of residents counts where it is larger")
    func own() throws {
        var city = city { $0.territory.categoryRules = [CategoryRule(category: .theft, minimumResidents: 500)] }
        #expect(try #require(city.push(City.theft()).incidents.first).cell.level > 2)
    }

    @Test("nothing is published where too few people live around, and it is counted as suppressed")
    func nobody() {
        var city = city()
        let batch = city.push(City.theft { $0.latitude = 43.9 })
        #expect(batch.incidents.isEmpty && batch.counts[.tooFewResidents] == 1 && batch.counts.suppressed == 1)
    }

    @Test("without a resident grid a fixed coarser cell is published, coarser still for sensitive categories")
    func fixed() throws {
        var city = city { $0.territory.residents = nil }
        #expect(try #require(city.push(City.theft()).incidents.first).cell == City.theftIncident.cell.ancestor(at: 2))
        #expect(try #require(city.push(City.theft("2") { $0.originalCode = "A" }).incidents.first).cell.level == 3)
    }

    @Test("a cell that the source gives is coarsened in the same way")
    func given() throws {
        var city = city()
        let code = try #require(Grid(plane: .european, cellSize: 200).inspireCode(of: Cell(column: 2_603, row: 21_650)))
        let batch = city.push(
            City.theft {
                $0.latitude = nil
                $0.longitude = nil
                $0.cellCode = code
            })
        #expect(batch.incidents.first?.cell == Cell(column: 2_603, row: 21_650).ancestor(at: 2))
    }

    @Test("measures that count no residents keep their place")
    func readings() {
        var city = city()
        let batch = city.push(
            City.theft {
                $0.originalCode = "R"
                $0.longitude = 5.2061
                $0.value = 1
                $0.unit = "mm"
            })
        #expect(batch.readings.first?.cell?.level == 0)
    }
}
