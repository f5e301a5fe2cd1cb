internal import CSchema

/// What became of a pushed batch. Once it is received, what was accepted is durable.
public struct PushReceipt: Hashable, Sendable {
    /// Observations that were taken.
    public var accepted: UInt32
    /// Observations that were held already; nothing to do.
    public var duplicates: UInt32
    /// Observations that were not taken; the rest of the batch was.
    public var refusals: [Refusal]
    /// Where the batch stands in ingestion's journal; 0 where it brought nothing new.
    public var sequence: UInt64

    /// A receipt for a batch.
    public init(accepted: UInt32, duplicates: UInt32, refusals: [Refusal] = [], sequence: UInt64) {
        self.accepted = accepted
        self.duplicates = duplicates
        self.refusals = refusals
        self.sequence = sequence
    }
}

extension PushReceipt: ProtobufCoded {
    /// `quietude.v1.PushReceipt`
    public static var name: String { "quietude.v1.PushReceipt" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__PushReceipt>) { quietude__v1__push_receipt__init(c) }

    func fill(_ c: inout Quietude__V1__PushReceipt, in arena: Arena) {
        c.accepted = accepted
        c.duplicates = duplicates
        (c.n_refusals, c.refusals) = arena.messages(refusals)
        c.sequence = sequence
    }

    init(reading c: Quietude__V1__PushReceipt) throws(SchemaError) {
        self.init(
            accepted: c.accepted, duplicates: c.duplicates, refusals: try Self.messages(c.refusals, c.n_refusals, "refusals"),
            sequence: c.sequence)
    }
}
