public import Domain
internal import CSchema

/// One call of `Ingestion/Push`. See `SchemaLimits` for how much it may hold, and `withObservationBatch` for the fast way to read it.
public struct ObservationBatch: Hashable, Sendable {
    /// Where the observations were made.
    public var territory: String
    /// Of the observations that name none themselves.
    public var sourceID: String
    /// In any order.
    public var observations: [Observation]
    /// The source has reported everything up to here (exclusive); nil where it says nothing.
    public var reportedUntil: Instant?

    /// A batch of one source's observations.
    public init(territory: String, sourceID: String, observations: [Observation], reportedUntil: Instant? = nil) {
        self.territory = territory
        self.sourceID = sourceID
        self.observations = observations
        self.reportedUntil = reportedUntil
    }
}

extension ObservationBatch: ProtobufCoded {
    /// `quietude.v1.ObservationBatch`
    public static var name: String { "quietude.v1.ObservationBatch" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__ObservationBatch>) { quietude__v1__observation_batch__init(c) }

    func fill(_ c: inout Quietude__V1__ObservationBatch, in arena: Arena) {
        c.territory = arena.string(territory)
        c.source_id = arena.string(sourceID)
        (c.n_observations, c.observations) = arena.messages(observations)
        if let reportedUntil {
            c.reported_until_presence_case = QUIETUDE__V1__OBSERVATION_BATCH__REPORTED_UNTIL_PRESENCE_REPORTED_UNTIL
            c.reported_until = reportedUntil.milliseconds
        }
    }

    /// The batch's bytes, written straight from the values: nothing is allocated for each observation.
    public func encoded() -> [UInt8] {
        observations.withUnsafeBufferPointer { values in
            // Through pointers: a copy of an observation would count references to its nine strings and arrays up and down.
            guard let first = values.baseAddress else { return packed() }
            var bound = 64 + territory.utf8.count + sourceID.utf8.count
            for index in 0..<values.count { bound += (first + index).pointee.wireBound }
            return [UInt8](unsafeUninitializedCapacity: bound) { target, count in
                guard let start = UnsafeMutableRawBufferPointer(target).baseAddress else { return }
                var writer = WireWriter(start)
                writer.text(1, territory)
                writer.text(2, sourceID)
                for index in 0..<values.count { writer.message(3) { Observation.write(first + index, to: &$0) } }
                if let reportedUntil { writer.fixed(4, UInt64(bitPattern: reportedUntil.milliseconds)) }
                count = writer.cursor - start
                precondition(count <= bound, "an observation took more bytes than its bound")
            }
        }
    }

    init(reading c: Quietude__V1__ObservationBatch) throws(SchemaError) {
        self.init(
            territory: try Self.text(c.territory, "territory"), sourceID: try Self.text(c.source_id, "source_id"),
            observations: try Self.messages(c.observations, c.n_observations, "observations"),
            reportedUntil: c.reported_until_presence_case.rawValue == 0 ? nil : Instant(milliseconds: c.reported_until))
    }
}
