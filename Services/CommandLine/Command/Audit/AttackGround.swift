import Anonymization
import Domain
import EventFiles
import Foundation
import Ingestion
import Projection
import Schema

/// A territory made around a file of events, and what the anonymizer publishes of them: the same code as in service, from the encoded
/// batch to the incidents.
struct AttackGround {
    let territory: TerritoryEntry
    let published: [Incident]
    let sightings: [AttackTarget.Sighting]
    let counts: AnonymizationCounts

    /// Where the grid lies.
    struct Plan {
        var centre: (latitude: Double, longitude: Double)?
        var cellSize: Double
        var slot: UInt32
        var minimumResidents: UInt32
        var residents: String?
    }

    init(_ events: EventTable, _ plan: Plan) throws {
        let grid = AttackGround.grid(events, plan)
        let residents = try plan.residents.map { path in
            let file = try ResidentFile(FileBytes.read(path), grid: grid)
            for problem in file.problems { Output.note("\(path): \(problem)") }
            return file.grid
        }
        let categories = AttackGround.categories(events.categoryNames)
        territory = TerritoryEntry(
            identifier: "attacked", name: "attacked", timeZone: "UTC", live: false, grid: grid, bounds: AttackGround.bounds(events),
            slotLength: plan.slot, minimumResidents: plan.minimumResidents, residents: residents)
        let register = Register(
            version: "attack", territory: territory,
            sources: [
                SourceEntry(
                    identifier: "events", kind: .policeLog, controller: "attack", purpose: "attack", legalBasis: "attack",
                    allowedFields: [.position, .code], correctionWindow: 0, mappings: categories)
            ])
        let projection = try LAEAProjection(grid: grid)
        var anonymizer = Anonymizer(digesting: SipHash128(key0: .random(in: .min ... .max), key1: .random(in: .min ... .max)))
        anonymizer.register(register)
        let arena = Arena()
        var published: [Incident] = []
        var counts = AnonymizationCounts()
        for start in stride(from: 0, to: events.count, by: 256) {
            let batch = ObservationBatch(
                territory: "attacked", sourceID: "events",
                observations: (start..<min(start + 256, events.count)).map { AttackGround.observation(events, $0) }, reportedUntil: nil)
            let output = try withObservationBatch(batch.encoded(), arena: arena) { view in
                anonymizer.anonymize(count: view.count, source: view.sourceID, projecting: projection, nextSequence: 1) { view[$0] }
            }
            published += output.incidents
            counts += output.counts
        }
        self.published = published
        self.counts = counts
        sightings = AttackGround.sightings(events, categories, projection)
    }

    private static func observation(_ events: EventTable, _ index: Int) -> Observation {
        Observation(
            observationID: "\(index)", phenomenonStart: Instant(seconds: events.wallSeconds[index]), offsetMinutes: 0,
            latitude: events.latitudes[index], longitude: events.longitudes[index],
            originalCode: events.categoryNames[Int(events.categories[index])])
    }

    private static func sightings(
        _ events: EventTable, _ categories: [String: Domain.Category], _ projection: LAEAProjection
    ) -> [AttackTarget.Sighting] {
        var eastings = events.longitudes
        var northings = events.latitudes
        projection.project(longitudes: &eastings, latitudes: &northings)
        return (0..<events.count).compactMap { index in
            let category = categories[events.categoryNames[Int(events.categories[index])]] ?? .other
            guard eastings[index].isFinite, category.use != .refused else { return nil }
            let seconds = events.wallSeconds[index]
            return AttackTarget.Sighting(
                minute: seconds - ((seconds % 60) + 60) % 60, easting: eastings[index], northing: northings[index], category: category)
        }
    }

    /// Centred where that is asked for, else Europe's for a file of Europe, else centred on the middle of the events.
    private static func grid(_ events: EventTable, _ plan: Plan) -> Grid {
        if let centre = plan.centre {
            return Grid(plane: .centred(latitude: centre.latitude, longitude: centre.longitude), cellSize: plan.cellSize)
        }
        let latitude = events.latitudes.sorted()[events.count / 2]
        let longitude = events.longitudes.sorted()[events.count / 2]
        if (34...72).contains(latitude), (-25...45).contains(longitude) { return Grid(plane: .european, cellSize: plan.cellSize) }
        return Grid(
            plane: .centred(latitude: (latitude * 100).rounded() / 100, longitude: (longitude * 100).rounded() / 100),
            cellSize: plan.cellSize)
    }

    private static func bounds(_ events: EventTable) -> Bounds {
        Bounds(
            south: (events.latitudes.min() ?? 0) - 0.01, west: (events.longitudes.min() ?? 0) - 0.01,
            north: (events.latitudes.max() ?? 0) + 0.01, east: (events.longitudes.max() ?? 0) + 0.01)
    }

    /// Our categories for the file's names: its own where it has our codes, else one each of those that are left, so that what is told apart
    /// in the file is told apart in the attack.
    private static func categories(_ names: [String]) -> [String: Domain.Category] {
        var categories: [String: Domain.Category] = [:]
        for name in names { if let own = Category(code: name), own.use != .reading { categories[name] = own } }
        var free = Category.allCases.filter { $0.use == .forecast && !categories.values.contains($0) && !PopulationRules.isSensitive($0) }
        for name in names where categories[name] == nil {
            // Violence is sensitive, whatever the file calls it.
            let isViolence = ["assault", "rape", "violence", "battery", "homicide"].contains { name.lowercased().contains($0) }
            categories[name] = isViolence ? .assault : (free.isEmpty ? .other : free.removeFirst())
        }
        return categories
    }
}
