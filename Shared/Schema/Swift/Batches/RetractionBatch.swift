public import Domain
internal import CSchema

/// The payload of a `retractions` record.
public struct RetractionBatch: Hashable, Sendable {
    /// In the order in which they were appended.
    public var retractions: [Retraction]

    /// A batch of retractions.
    public init(retractions: [Retraction]) { self.retractions = retractions }
}

extension RetractionBatch: ProtobufCoded {
    /// `quietude.v1.RetractionBatch`
    public static var name: String { "quietude.v1.RetractionBatch" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__RetractionBatch>) { quietude__v1__retraction_batch__init(c) }

    func fill(_ c: inout Quietude__V1__RetractionBatch, in arena: Arena) {
        (c.n_retractions, c.retractions) = arena.messages(retractions)
    }

    init(reading c: Quietude__V1__RetractionBatch) throws(SchemaError) {
        self.init(retractions: try Self.messages(c.retractions, c.n_retractions, "retractions"))
    }
}
