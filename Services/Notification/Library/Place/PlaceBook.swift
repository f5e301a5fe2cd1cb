public import Domain

/// Names cells as people do: by the zone they lie in, by a known point near them, else by their code with a direction and a distance from
/// the middle of the territory.
public struct PlaceBook: Sendable {
    private struct Zone: Sendable {
        let code: String
        let french: String
        let english: String
        let shapes: [GridPolygon]
    }

    private struct Landmark: Sendable {
        let french: String
        let english: String
        let easting: Double
        let northing: Double
    }

    private let grid: Grid?
    private let middle: (easting: Double, northing: Double)?
    private let zones: [Zone]
    private let landmarks: [Landmark]
    /// Metres from a cell's edge within which a known point names it.
    private static let nearby = 250.0
    /// Names that a place in words holds; the rest is counted.
    private static let namesListed = 3

    /// No names, no grid.
    public init() { (grid, middle, zones, landmarks) = (nil, nil, [], []) }

    /// Names on a territory's grid.
    public init(_ places: [NamedPlace], territory: TerritoryEntry) {
        let grid = territory.grid
        var (zones, landmarks): ([Zone], [Landmark]) = ([], [])
        for place in places {
            switch place.shape {
            case .area(let rings):
                zones.append(
                    Zone(
                        code: place.code, french: place.french, english: place.english, shapes: rings.map { GridPolygon($0, on: grid) }))
            case .point(let longitude, let latitude):
                let point = grid.point(longitude: longitude, latitude: latitude)
                guard point.easting.isFinite, point.northing.isFinite else { continue }
                landmarks.append(
                    Landmark(french: place.french, english: place.english, easting: point.easting, northing: point.northing))
            }
        }
        let bounds = territory.bounds
        let middle = grid.point(longitude: (bounds.west + bounds.east) / 2, latitude: (bounds.south + bounds.north) / 2)
        self.grid = grid
        self.middle = middle.easting.isFinite && middle.northing.isFinite ? middle : nil
        self.zones = zones
        self.landmarks = landmarks
    }

    /// Codes of the zones that cells touch, in order.
    func codes(touchedBy cells: [Cell]) -> [String] {
        zones.filter { zone in cells.contains { cell in zone.shapes.contains { $0.touches(cell) } } }.map(\.code).sorted()
    }

    /// An area in words; empty for the whole territory, and where there is no grid to tell by.
    func name(_ cells: [Cell]) -> Alert.Place {
        guard grid != nil, !cells.isEmpty else { return Alert.Place() }
        var names: [Alert.Place] = []
        for cell in cells {
            let name = name(cell, coded: false)
            if !names.contains(name) { names.append(name) }
        }
        let rest = names.count - PlaceBook.namesListed
        func list(_ names: [String], _ and: String, _ more: (Int) -> String) -> String {
            if rest > 0 { return names.prefix(PlaceBook.namesListed).joined(separator: ", ") + " " + more(rest) }
            return names.count < 2 ? names.joined() : names.dropLast().joined(separator: ", ") + " \(and) " + (names.last ?? "")
        }
        return Alert.Place(
            french: list(names.map(\.french), "et") { "et \($0) autre\($0 > 1 ? "s" : "") lieu\($0 > 1 ? "x" : "")" },
            english: list(names.map(\.english), "and") { "and \($0) other place\($0 > 1 ? "s" : "")" })
    }

    /// One cell in words. One that has no name is told by its code too, unless it is only to be read: each alert bears the codes of its cells.
    func name(_ cell: Cell, coded: Bool = true) -> Alert.Place {
        guard let grid else { return Alert.Place(french: PlaceBook.code(cell), english: PlaceBook.code(cell)) }
        let centre = grid.centre(of: cell)
        if let zone = zones.first(where: { $0.shapes.contains { $0.contains(easting: centre.easting, northing: centre.northing) } }) {
            return Alert.Place(french: zone.french, english: zone.english)
        }
        let reach = grid.size(atLevel: cell.level) / 2 + PlaceBook.nearby
        let near = landmarks.map { ($0, PlaceBook.distance($0.easting - centre.easting, $0.northing - centre.northing)) }
            .filter { $0.1 <= reach }.min { $0.1 < $1.1 }
        if let landmark = near?.0 { return Alert.Place(french: PlaceBook.near(landmark.french), english: "near \(landmark.english)") }
        let code = grid.inspireCode(of: cell) ?? PlaceBook.code(cell)
        guard let middle else { return Alert.Place(french: code, english: code) }
        let bearing = Bearing(east: centre.easting - middle.easting, north: centre.northing - middle.northing)
        guard coded else { return Alert.Place(french: bearing.french, english: bearing.english) }
        return Alert.Place(french: "\(code) (\(bearing.french))", english: "\(code) (\(bearing.english))")
    }

    /// French joins `de` with the article that a name begins with.
    private static func near(_ name: String) -> String {
        if name.hasPrefix("le ") || name.hasPrefix("Le ") { return "près du \(name.dropFirst(3))" }
        if name.hasPrefix("les ") || name.hasPrefix("Les ") { return "près des \(name.dropFirst(4))" }
        return "près de \(name)"
    }

    /// Off the European plane cells have no code of INSPIRE's.
    private static func code(_ cell: Cell) -> String { "L\(cell.level)C\(cell.column)R\(cell.row)" }

    private static func distance(_ east: Double, _ north: Double) -> Double { (east * east + north * north).squareRoot() }
}
