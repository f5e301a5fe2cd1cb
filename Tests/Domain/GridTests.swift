import Domain
import Testing

@Suite struct GridTests {
    let insee = Grid(plane: .european, cellSize: 200)

    @Test func `A point on an edge belongs to the cell north-east of it`() {
        #expect(insee.cell(easting: 400, northing: 600) == Cell(column: 2, row: 3))
        #expect(insee.cell(easting: -0.1, northing: 0) == Cell(column: -1, row: 0))
    }

    @Test func `A point that is not finite, or beyond the numbers, has no cell`() {
        #expect(insee.cell(easting: .nan, northing: 0) == nil)
        #expect(insee.cell(easting: 1e300, northing: 0) == nil)
    }

    @Test func `The centre of a cell lies in it`() {
        let cell = Cell(level: 2, column: -3, row: 11)
        let centre = insee.centre(of: cell)
        #expect(insee.cell(easting: centre.easting, northing: centre.northing, level: 2) == cell)
    }

    @Test(arguments: [0, 1, 3] as [UInt8])
    func `An INSPIRE code names the cell that it was made of`(level: UInt8) throws {
        let cell = Cell(level: level, column: 19_724, row: 11_273)
        let code = try #require(insee.inspireCode(of: cell))
        #expect(insee.cell(inspireCode: code) == cell)
    }

    @Test func `Codes are written as INSEE writes them`() {
        #expect(insee.inspireCode(of: Cell(column: 19_724, row: 11_273)) == "CRS3035RES200mN2254600E3944800")
    }

    @Test(
        arguments: [
            "", "CRS3035RES", "CRS3035RES200m", "CRS3035RES200mN", "CRS3035RES200mN2254600", "CRS3035RES200mE3944800N2254600",
            "CRS3035RES200mN2254601E3944800", "CRS3035RES300mN2254600E3944800", "CRS4326RES200mN2254600E3944800",
            "CRS3035RES0mN0E0", "CRS3035RES-200mN0E0", "CRS3035RES200mNxEy", "E3944800CRS3035RES200mN2254600",
        ])
    func `A code that is none, or of another grid, names no cell`(code: String) {
        #expect(insee.cell(inspireCode: code) == nil)
    }

    @Test func `A plane of its own has no INSPIRE codes`() {
        let grid = Grid(plane: .centred(latitude: 29.76, longitude: -95.37), cellSize: 250)
        #expect(grid.inspireCode(of: Cell(column: 1, row: 1)) == nil)
        #expect(grid.cell(inspireCode: "CRS3035RES250mN250E250") == nil)
    }
}
