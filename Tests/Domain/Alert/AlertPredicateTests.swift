import Domain
import Testing

@Suite("Which alerts are wanted")
struct AlertPredicateTests {
    private let grid = Grid(plane: .european, cellSize: 200)
    private let box = CellBox(west: 10, east: 19, south: 100, north: 109)

    private func alert(
        _ category: Domain.Category = .flood, _ severity: Severity = .severe, cells: [Cell] = [], _ change: (inout Alert) -> Void = { _ in }
    ) -> Alert {
        var alert = Alert(
            identifier: "a", sender: "s", sent: 0, status: .actual, messageType: .alert, references: [], capCategory: "Met",
            category: category, urgency: .immediate, severity: severity, certainty: .observed, effective: 0, onset: 0, expires: 0,
            french: .init(headline: "fr"), english: .init(headline: "en"), cells: cells, rule: "r", thread: "t", cause: "c")
        change(&alert)
        return alert
    }

    private func matches(_ filter: AlertFilter, _ alert: Alert) -> Bool { AlertPredicate(filter, grid: grid).matches(alert) }

    @Test("an empty filter lets through all that rings anyone")
    func empty() {
        #expect(matches(AlertFilter(), alert()))
        #expect(!matches(AlertFilter(), alert { $0.audiences = [] }))
    }

    @Test("a category or a severity that was not asked for is left out")
    func scope() {
        #expect(!matches(AlertFilter(categories: [.noise]), alert(.flood)) && matches(AlertFilter(categories: [.flood]), alert(.flood)))
        #expect(!matches(AlertFilter(minimumSeverity: .extreme), alert(.flood, .severe)))
        #expect(matches(AlertFilter(minimumSeverity: .severe), alert(.flood, .severe)))
    }

    @Test("a cell in the box is wanted, its sides included", arguments: [(10, 100), (19, 109), (10, 109), (15, 105)])
    func inside(column: Int32, row: Int32) { #expect(matches(AlertFilter(box: box), alert(cells: [Cell(column: column, row: row)]))) }

    @Test("a cell beside the box is not", arguments: [(9, 105), (20, 105), (15, 99), (15, 110)])
    func outside(column: Int32, row: Int32) { #expect(!matches(AlertFilter(box: box), alert(cells: [Cell(column: column, row: row)]))) }

    @Test("a coarse cell that overlaps is wanted, and no cell overflows")
    func coarse() {
        #expect(matches(AlertFilter(box: box), alert(cells: [Cell(level: 3, column: 1, row: 12)])))
        #expect(!matches(AlertFilter(box: box), alert(cells: [Cell(level: 15, column: .max, row: .min)])))
        #expect(!matches(AlertFilter(box: CellBox(west: 6, east: 5, south: 0, north: 9)), alert(cells: [Cell(column: 5, row: 5)])))
    }

    @Test("what concerns the whole territory concerns every area of it")
    func everywhere() {
        #expect(matches(AlertFilter(box: box, cells: [Cell(column: 1, row: 1)], zones: ["z"], polygons: [[0, 0, 0, 1, 1, 1]]), alert()))
    }

    @Test("cells of either level that overlap, and zones by code, are areas too")
    func cellsAndZones() {
        let filter = AlertFilter(cells: [Cell(level: 1, column: 2, row: 2)], zones: ["vieux-port"])
        #expect(
            matches(filter, alert(cells: [Cell(column: 5, row: 4)])) && matches(filter, alert(cells: [Cell(level: 2, column: 1, row: 1)])))
        #expect(!matches(filter, alert(cells: [Cell(column: 6, row: 4)])))
        #expect(matches(filter, alert(cells: [Cell(column: 60, row: 4)]) { $0.zones = ["vieux-port"] }))
    }

    @Test("audiences: any of those asked for must be rung; what is held back is seen by those alone who ask for it")
    func audiences() {
        let told = alert { ($0.audiences, $0.held) = ([.operators], [.init(.fieldAgents, .silence)]) }
        #expect(matches(AlertFilter(audiences: [.operators, .public]), told) && !matches(AlertFilter(audiences: [.fieldAgents]), told))
        #expect(matches(AlertFilter(audiences: [.fieldAgents], includesHeld: true), told))
    }

    @Test("the public gets nothing that was not released, whatever it says of itself")
    func released() {
        let leak = alert { ($0.audiences, $0.held) = ([.public], [.init(.public, .silence)]) }
        #expect(!matches(AlertFilter(audiences: [.public], includesHeld: true), leak) && !matches(AlertFilter(), leak))
        #expect(matches(AlertFilter(audiences: [.public]), alert { ($0.audiences, $0.isReleased) = ([.public], true) }))
    }

    @Test("words of other languages are left out, unless there are no others")
    func languages() {
        #expect(AlertFilter(languages: [.french]).worded(alert()).english == Alert.Wording())
        #expect(AlertFilter(languages: [.french]).worded(alert()).french.headline == "fr")
        let onlyEnglish = alert { $0.french = .init() }
        #expect(AlertFilter(languages: [.french]).worded(onlyEnglish) == onlyEnglish)
    }

    @Test("a polygon wants just the cells that have a point of it, as a fine sampling of both says", arguments: [UInt64(1), 2, 3])
    func polygons(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<40 {
            // A triangle about Marseille, in degrees.
            let ring = (0..<3).flatMap { _ in
                [5.30 + Double(random.next() % 2_000) / 20_000, 43.25 + Double(random.next() % 2_000) / 20_000]
            }
            let predicate = AlertPredicate(AlertFilter(polygons: [ring]), grid: grid)
            // Points of the triangle, by weights of its corners: each lies in a cell that must be wanted.
            for _ in 0..<60 {
                let (a, b) = (Double(random.next() % 1_000) / 1_000, Double(random.next() % 1_000) / 1_000)
                let (u, v) = a + b > 1 ? (1 - a, 1 - b) : (a, b)
                let longitude = ring[0] + u * (ring[2] - ring[0]) + v * (ring[4] - ring[0])
                let latitude = ring[1] + u * (ring[3] - ring[1]) + v * (ring[5] - ring[1])
                let point = grid.point(longitude: longitude, latitude: latitude)
                let cell = try #require(grid.cell(easting: point.easting, northing: point.northing))
                // Within a metre of a side the plane and degrees may disagree.
                let isAtEdge =
                    [point.easting, point.northing].contains { abs($0.remainder(dividingBy: 200)) < 1 } || min(u, v, 1 - u - v) < 0.01
                if !isAtEdge { #expect(predicate.matches(alert(cells: [cell]))) }
            }
            let far = grid.point(longitude: 5.9, latitude: 43.9)
            let cell = try #require(grid.cell(easting: far.easting, northing: far.northing))
            #expect(!predicate.matches(alert(cells: [cell])))
        }
    }

    @Test("without a grid polygons let everything through, and a broken ring on a grid nothing")
    func unplaced() {
        let somewhere = alert(cells: [Cell(column: 1, row: 1)])
        #expect(AlertPredicate(AlertFilter(polygons: [[0, 0, 1, 0, 1, 1]]), grid: nil).matches(somewhere))
        #expect(
            !matches(AlertFilter(polygons: [[0, 0, 1]]), somewhere) && !matches(AlertFilter(polygons: [[.nan, 0, 1, 0, 1, 1]]), somewhere))
    }

    @Test("an area is the union of its parts", arguments: [UInt64(4), 5])
    func union(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        func cell() -> Cell { Cell(level: UInt8(random.next() % 3), column: Int32(random.next() % 12), row: Int32(random.next() % 12)) }
        for _ in 0..<300 {
            let cells = [cell(), cell()]
            let rectangle = CellBox(west: 2, east: Int32(random.next() % 8), south: 1, north: Int32(random.next() % 8))
            let all = AlertFilter(box: rectangle, cells: cells, zones: ["z"])
            let told = alert(cells: [cell(), cell()]) { $0.zones = random.next() % 4 == 0 ? ["z"] : ["y"] }
            let parts = [
                AlertFilter(box: rectangle), AlertFilter(cells: [cells[0]]), AlertFilter(cells: [cells[1]]), AlertFilter(zones: ["z"]),
            ]
            #expect(matches(all, told) == parts.contains { matches($0, told) })
        }
    }
}
