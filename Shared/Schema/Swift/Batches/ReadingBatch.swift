public import Domain
internal import CSchema

/// The payload of a `readings` record.
public struct ReadingBatch: Hashable, Sendable {
    /// In the order in which they were appended.
    public var readings: [Reading]

    /// A batch of readings.
    public init(readings: [Reading]) { self.readings = readings }
}

extension ReadingBatch: ProtobufCoded {
    /// `quietude.v1.ReadingBatch`
    public static var name: String { "quietude.v1.ReadingBatch" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__ReadingBatch>) { quietude__v1__reading_batch__init(c) }

    func fill(_ c: inout Quietude__V1__ReadingBatch, in arena: Arena) {
        (c.n_readings, c.readings) = arena.messages(readings)
    }

    init(reading c: Quietude__V1__ReadingBatch) throws(SchemaError) {
        self.init(readings: try Self.messages(c.readings, c.n_readings, "readings"))
    }
}
