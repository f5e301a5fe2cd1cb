import Anonymization
import Domain

/// A plane whose metres are hundred-thousandths of degrees, so that a test can read its cells: 200 m are 0.002 degrees.
final class FlatEarth: Projecting {
    private(set) var calls = 0

    func project(longitudes: inout [Double], latitudes: inout [Double]) {
        calls += 1
        for index in longitudes.indices {
            longitudes[index] *= 100_000
            latitudes[index] *= 100_000
        }
    }
}

/// A small city to anonymize: its register, its anonymizer and its observations.
struct City {
    static let noon: Int64 = 1_750_000_500  // 2025-06-15T15:15:00Z, the start of a quarter of an hour.

    var register: Register
    var anonymizer = Anonymizer(digesting: SipHash128(key0: 1, key1: 2))
    var sequence: UInt64 = 100
    let earth = FlatEarth()

    init(correctionWindow: UInt32 = 86_400, declaredRate: UInt32 = 10, _ change: (inout Register) -> Void = { _ in }) {
        register = Register(
            version: "1",
            territory: TerritoryEntry(
                identifier: "city", name: "City", timeZone: "Europe/Paris", live: false, grid: Grid(plane: .european, cellSize: 200),
                bounds: Bounds(south: 43, west: 5, north: 44, east: 6)),
            sources: [
                SourceEntry(
                    identifier: "log", kind: .policeLog, controller: "c", purpose: "p", legalBasis: "l",
                    allowedFields: Set(ObservationField.allCases), correctionWindow: correctionWindow, declaredRate: declaredRate,
                    mappings: ["V01": .theft, "T01": .noise, "SX": .refusedSexual, "P": .presence, "R": .rain, "E": .plannedEvent]),
                SourceEntry(
                    identifier: "bare", kind: .parks, controller: "c", purpose: "p", legalBasis: "l", allowedFields: [.position, .code],
                    correctionWindow: 0, mappings: ["V01": .theft, "P": .presence]),
            ])
        change(&register)
        anonymizer.register(register, record: [7])
    }

    /// A theft at a place that lies in cell (2600, 21650), at 15:20:03.
    static func theft(_ id: String = "1", _ change: (inout Observation) -> Void = { _ in }) -> Observation {
        var observation = Observation(
            observationID: id, phenomenonStart: Instant(seconds: noon + 303), offsetMinutes: 120, latitude: 43.301, longitude: 5.2001,
            originalCode: "V01")
        change(&observation)
        return observation
    }

    static let theftIncident = Incident(
        kind: .policeLog, category: .theft, cell: Cell(column: 2600, row: 21650), slot: TimeSlot(start: noon, length: 900))

    /// Pushes a batch, and counts its records as a journal would.
    mutating func push(_ observations: [Observation], source: String = "log") -> AnonymizedBatch {
        let held = observations.map(HeldObservation.init)
        let batch = anonymizer.anonymize(count: held.count, source: source, projecting: earth, nextSequence: sequence) { held[$0] }
        for records in [batch.retractions.count, batch.incidents.count, batch.readings.count] where records > 0 { sequence += 1 }
        return batch
    }

    mutating func push(_ observation: Observation, source: String = "log") -> AnonymizedBatch { push([observation], source: source) }
}
