import Domain

/// From positions to cells: no exact place leaves.
struct PlaceGeneralisation: Sendable {
    /// What an observation says of its place, before projection.
    enum Place {
        /// The whole territory: no place was given at all.
        case nowhere
        /// A position within the bounds, degrees, and how far off it may be, metres.
        case point(latitude: Double, longitude: Double, accuracy: Double)
        case cell(Cell)
    }

    private let grid: Grid
    private let bounds: Bounds
    private let publicationLevel: UInt8
    private let population: PopulationRules
    /// The bounds in the plane; made when the first cell code comes.
    private var box: PlaneBox?

    init(_ territory: TerritoryEntry, _ population: PopulationRules) {
        self.population = population
        grid = territory.grid
        bounds = territory.bounds
        publicationLevel = min(territory.publicationLevel, Cell.maximumLevel)
    }

    /// The place of an observation as far as its source may state one; a reason where it is none.
    ///
    /// A place that was given but is not usable never turns into "the whole territory".
    @inline(__always)
    func place(of row: ObservationRow, _ source: SourceRules) -> Result<Place, Unplaced> {
        if let latitude = row.latitude, let longitude = row.longitude, source.allowsPosition {
            guard bounds.contains(latitude: latitude, longitude: longitude) else {
                return .failure(Unplaced(latitude.isFinite && longitude.isFinite ? .outsideTerritory : .noCell))
            }
            let accuracy = source.allowsAccuracy && row.accuracy.isFinite ? Double(row.accuracy) : 0
            return .success(.point(latitude: latitude, longitude: longitude, accuracy: accuracy))
        }
        if row.hasPolygon, source.allowsPolygon, row.latitude == nil, row.longitude == nil { return polygon(row.polygonBox) }
        if !row.cellCode.isEmpty, source.allowsCell {
            // Longer than any code of the grid: not worth reading.
            guard row.cellCode.count <= 64, let cell = grid.cell(inspireCode: String(decoding: row.cellCode, as: UTF8.self)) else {
                return .failure(Unplaced(.noCell))
            }
            return .success(.cell(cell))
        }
        if row.latitude != nil || row.longitude != nil || row.hasPolygon || !row.cellCode.isEmpty { return .failure(Unplaced(.noCell)) }
        return row.hasArea ? .failure(Unplaced(.areaWithoutGeometry)) : .success(.nowhere)
    }

    /// The middle of a polygon's box, as uncertain as the box is wide: one degree is at most 111,700 m.
    private func polygon(_ box: Bounds) -> Result<Place, Unplaced> {
        let latitude = (box.south + box.north) / 2
        let longitude = (box.west + box.east) / 2
        let width = max(box.north - box.south, box.east - box.west) * 111_700
        guard latitude.isFinite, longitude.isFinite, width.isFinite else { return .failure(Unplaced(.noCell)) }
        guard bounds.contains(latitude: latitude, longitude: longitude) else { return .failure(Unplaced(.outsideTerritory)) }
        return .success(.point(latitude: latitude, longitude: longitude, accuracy: width))
    }

    /// The cell of a point of the plane (metres), at the coarsest of the territory's level, the category's (`level`), that of the cell that
    /// enough residents share, and the first whose cells are at least as wide as the position is uncertain (metres): a finer one would
    /// invent what was not measured.
    func cell(easting: Double, northing: Double, _ category: Category, level: UInt8, accuracy: Double) -> Result<Cell, Unplaced> {
        var level = max(publicationLevel, min(max(level, population.fixedLevel(category)), Cell.maximumLevel))
        while accuracy > grid.size(atLevel: level) {
            guard level < Cell.maximumLevel else { return .failure(Unplaced(.noCell)) }
            level += 1
        }
        guard let regions = population.regions(category) else {
            return grid.cell(easting: easting, northing: northing, level: level).map { .success($0) } ?? .failure(Unplaced(.noCell))
        }
        guard let place = grid.cell(easting: easting, northing: northing) else { return .failure(Unplaced(.noCell)) }
        guard let region = regions.published(place) else { return .failure(Unplaced(.tooFewResidents)) }
        return .success(place.ancestor(at: max(level, region.level)))
    }

    /// A cell that was given, at the coarsest of its own level, the territory's, the category's and that of the cell that enough residents
    /// share; a reason where it lies outside the bounds or too few live there.
    mutating func cell(_ cell: Cell, _ category: Category, level: UInt8, projecting: any Projecting) -> Result<Cell, Unplaced> {
        let box = self.box ?? PlaneBox(bounds, projecting: projecting)
        self.box = box
        let centre = grid.centre(of: cell)
        guard box.touches(easting: centre.easting, northing: centre.northing, within: grid.size(atLevel: cell.level) / 2) else {
            return .failure(Unplaced(.outsideTerritory))
        }
        let coarser = cell.ancestor(at: max(publicationLevel, level, population.fixedLevel(category)))
        guard let regions = population.regions(category) else { return .success(coarser) }
        guard let region = regions.published(cell) else { return .failure(Unplaced(.tooFewResidents)) }
        return .success(cell.ancestor(at: max(coarser.level, region.level)))
    }
}

/// Why an observation has no cell.
struct Unplaced: Error {
    let reason: DropReason
    init(_ reason: DropReason) { self.reason = reason }
}
