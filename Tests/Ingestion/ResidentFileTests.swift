import Domain
import Ingestion
import Testing

@Suite("Files of residents")
struct ResidentFileTests {
    private let european = Grid(plane: .european, cellSize: 200)

    private func read(_ text: String, grid: Grid? = nil) throws -> ResidentFile {
        try ResidentFile(Array(text.utf8), grid: grid ?? european)
    }

    @Test("INSEE's Filosofi grid is read by its own names, decimals rounded down")
    func filosofi() throws {
        let file = try read(
            """
            idcar_200m,idcar_1km,i_est_200,ind,men
            CRS3035RES200mN2254600E3944800,CRS3035RES1000mN2254000E3944000,0,12.5,6
            CRS3035RES200mN2254800E3944800,CRS3035RES1000mN2254000E3944000,1,140,60
            """)
        #expect(file.grid == ResidentGrid(residents: [Cell(column: 19_724, row: 11_273): 12, Cell(column: 19_724, row: 11_274): 140]))
    }

    @Test("semicolons, quotes, capitals, a byte order mark and CR LF are read")
    func spreadsheet() throws {
        let file = try read("\u{FEFF}\"Idcar_200m\";\"Ind\"\r\n\"CRS3035RES200mN2254600E3944800\";\"12,5\"\r\n\r\n")
        #expect(file.grid.total == 12 && file.refused == 0)
    }

    @Test("a simple file of cell and residents is read, with short codes too")
    func simple() throws {
        #expect(try read("cell,residents\n200mN22546E39448,9\n").grid.cells == [Cell(column: 19_724, row: 11_273)])
    }

    @Test("a file of column and row serves a grid of any plane")
    func columns() throws {
        let grid = Grid(plane: .centred(latitude: 29.76, longitude: -95.37), cellSize: 250)
        #expect(try read("column,row,residents\n-4,7,120\n", grid: grid).grid == ResidentGrid(residents: [Cell(column: -4, row: 7): 120]))
    }

    @Test("cells of 1 km are a coarser level, finer cells are added up")
    func sizes() throws {
        let kilometres = try read("cell,residents\n1kmN2254E3944,900\n", grid: Grid(plane: .european, cellSize: 500))
        #expect(kilometres.grid.level == 1 && kilometres.grid.total == 900)
        let finer = try read(
            "cell,residents\nCRS3035RES200mN2254400E3944400,5\nCRS3035RES200mN2254600E3944600,6\n",
            grid: Grid(plane: .european, cellSize: 400))
        #expect(finer.grid == ResidentGrid(residents: [Cell(column: 9_861, row: 5_636): 11]))
    }

    @Test("a bad line is left out and named, the rest is read")
    func badLine() throws {
        let file = try read(
            "cell,residents\n200mN22546E39448,9\nnonsense,4\n200mN22548E39448,many\n200mN22547E39448,3\n200mN22550E39448,5\n")
        #expect(file.lines == 2 && file.refused == 3)
        #expect(file.problems.map(\.line) == [3, 4, 5])
    }

    @Test("a file without the columns, without a good line, or empty is refused with the remedy")
    func unusable() {
        for text in ["", "a,b\n1,2\n", "cell,residents\n", "cell,residents\nx,1\n"] {
            #expect(throws: ResidentFile.Unusable.self) { try read(text) }
        }
    }
}
