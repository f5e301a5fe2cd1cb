import Correlation
import Domain
import EventFiles
import Foundation
import Projection
import RuleFiles

/// The events of a replay, in order of time, on a plane.
struct RuleStage {
    private let events: [RuleEvent]
    private let grid: Grid
    private let vocabulary: RuleVocabulary

    init(_ options: RulesTest, table: EventTable, readings: ReadingTable?, vocabulary: RuleVocabulary) throws {
        let named = try options.register.flatMap { try RegisterCheck.read($0).registers.first?.territory.grid }
        let middle = { (values: [Double]) in values.sorted()[values.count / 2] }
        let centre = Grid.Plane.centred(
            latitude: options.centre.lat0 ?? middle(table.latitudes), longitude: options.centre.lon0 ?? middle(table.longitudes))
        let grid = Grid(plane: named?.plane ?? centre, cellSize: options.cell ?? named?.cellSize ?? 250)
        self.grid = grid
        self.vocabulary = vocabulary
        let snaps = options.cell != nil || named != nil
        let length = options.slot ?? 1
        let projection = try LAEAProjection(grid: grid)
        let source = SourceKind(name: options.source) ?? .policeLog
        func placed(_ latitudes: [Double], _ longitudes: [Double]) -> [(Double, Double)] {
            var (easts, norths) = (longitudes, latitudes)
            projection.project(longitudes: &easts, latitudes: &norths)
            return zip(easts, norths).map { east, north in
                guard east.isFinite, north.isFinite, snaps, let cell = grid.cell(easting: east, northing: north) else {
                    return (east.isFinite && north.isFinite ? east : .nan, east.isFinite && north.isFinite ? north : .nan)
                }
                let centre = grid.centre(of: cell)
                return (centre.easting, centre.northing)
            }
        }
        let numbers = table.categoryNames.map { vocabulary.number(of: $0) ?? Category.other.rawValue }
        let places = placed(table.latitudes, table.longitudes)
        var events = (0..<table.count).map { index in
            let found = !table.discovered.isEmpty && table.discovered[index]
            return RuleEvent(
                category: numbers[Int(table.categories[index])], source: source,
                origin: table.discovered.isEmpty ? .unspecified : found ? .discovered : .reported,
                east: places[index].0, north: places[index].1, start: table.wallSeconds[index].floorDivided(by: length) * length)
        }
        if let readings {
            let kinds = readings.variables.map { vocabulary.number(of: $0) ?? Category.other.rawValue }
            let places = placed(readings.latitudes, readings.longitudes)
            for index in 0..<readings.count {
                let kind = kinds[readings.kinds[index]]
                events.append(
                    RuleEvent(
                        category: kind, source: readings.sources[index] ?? RuleStage.usualSource(of: kind) ?? source,
                        east: places[index].0, north: places[index].1,
                        start: readings.wallSeconds[index].floorDivided(by: length) * length, value: readings.values[index]))
            }
        }
        // The order of the file must not matter.
        self.events = events.sorted { left, right in
            if left.start != right.start { return left.start < right.start }
            if left.category != right.category { return left.category < right.category }
            if left.east != right.east, left.east.isFinite, right.east.isFinite { return left.east < right.east }
            if left.north != right.north, left.north.isFinite, right.north.isFinite { return left.north < right.north }
            return left.value < right.value
        }
    }

    private static func usualSource(of category: UInt16) -> SourceKind? {
        switch Category(rawValue: category) {
        case .presence: .mobilePresence
        case .ridershipDelay: .transit
        case .emergencyVisits: .hospital
        case .temperature, .rain, .wind, .vigilance: .weather
        case .plannedEvent: .agenda
        case .resourcesEngaged: .fireBrigade
        default: nil
        }
    }

    /// Every match, in order of time.
    func replay(_ rules: RuleSet) -> [RuleMatch] {
        // Wall clocks are their own zone: summer time moves nothing.
        var engine = RuleEngine(rules, grid: grid) { _, _ in 0 }
        var matches: [RuleMatch] = []
        for event in events {
            matches += engine.advance(to: event.start)
            matches += engine.absorb(event)
        }
        if let last = events.last { matches += engine.advance(to: last.start + 1) }
        return matches
    }

    func json(_ match: RuleMatch) -> JSON {
        var (easts, norths) = ([match.east], [match.north])
        if match.east.isFinite { try? LAEAProjection(grid: grid).unproject(eastings: &easts, northings: &norths) }
        let placed = match.east.isFinite
        let rounded = { (value: Double) in JSON.number((value * 1e6).rounded() / 1e6) }
        return .object([
            ("rule", .string(match.name)), ("phase", .string(match.phase == .again ? "again" : "matched")),
            ("time", .string(WallTime.text(match.time))), ("start", .string(WallTime.text(match.start))),
            ("lat", placed ? rounded(norths[0]) : .null), ("lon", placed ? rounded(easts[0]) : .null),
            ("zone", match.zone.map(JSON.string) ?? .null), ("observed", .number(match.observed)), ("threshold", .number(match.threshold)),
            ("silent", .boolean(match.silent)), ("categories", .strings(match.categories.map { vocabulary.name(of: $0) })),
            ("sources", .strings(match.sources.map(\.name))),
        ])
    }
}
