public import Domain
internal import CSchema

/// The payload of an `incidents` record.
public struct IncidentBatch: Hashable, Sendable {
    /// In the order in which they were appended.
    public var incidents: [Incident]

    /// A batch of incidents.
    public init(incidents: [Incident]) { self.incidents = incidents }
}

extension IncidentBatch: ProtobufCoded {
    /// `quietude.v1.IncidentBatch`
    public static var name: String { "quietude.v1.IncidentBatch" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__IncidentBatch>) { quietude__v1__incident_batch__init(c) }

    func fill(_ c: inout Quietude__V1__IncidentBatch, in arena: Arena) {
        (c.n_incidents, c.incidents) = arena.messages(incidents)
    }

    /// The batch's bytes, written straight from the values: nothing is allocated for each incident.
    public func encoded() -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: incidents.count * Incident.wireBound) { target, count in
            guard let start = UnsafeMutableRawBufferPointer(target).baseAddress else { return }
            var writer = WireWriter(start)
            for incident in incidents { writer.shortMessage(1) { incident.write(to: &$0) } }
            count = writer.cursor - start
        }
    }

    init(reading c: Quietude__V1__IncidentBatch) throws(SchemaError) {
        self.init(incidents: try Self.messages(c.incidents, c.n_incidents, "incidents"))
    }
}
