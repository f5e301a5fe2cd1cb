public import Domain
internal import CSchema

/// What was refused or could not be used: where, when and why, never what it held.
public struct DeadLetterEntry: Hashable, Sendable {
    /// Of the register; empty for a record between services.
    public var source: String
    /// `partner`, `ingestion`, or the service that set a record aside.
    public var stage: String
    /// When; nil where that is not known.
    public var time: Instant?
    /// As observation.proto spells it, or the column; empty for the whole.
    public var field: String
    /// A stable word, or a service's sentence.
    public var reason: String
    /// 16 bytes under the reply's key; empty where there is none.
    public var digest: [UInt8]
    /// Line of the document, index in the batch, or sequence of the upstream journal.
    public var position: UInt64

    /// A value with its fields.
    public init(
        source: String = "", stage: String = "", time: Instant? = nil, field: String = "", reason: String, digest: [UInt8] = [],
        position: UInt64 = 0
    ) {
        self.source = source
        self.stage = stage
        self.time = time
        self.field = field
        self.reason = reason
        self.digest = digest
        self.position = position
    }
}

extension DeadLetterEntry: ProtobufCoded {
    /// `quietude.v1.DeadLetterEntry`
    public static var name: String { "quietude.v1.DeadLetterEntry" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__DeadLetterEntry>) { quietude__v1__dead_letter_entry__init(c) }

    func fill(_ c: inout Quietude__V1__DeadLetterEntry, in arena: Arena) {
        c.source = arena.string(source)
        c.stage = arena.string(stage)
        c.time = time?.milliseconds ?? 0
        c.field = arena.string(field)
        c.reason = arena.string(reason)
        c.digest = arena.data(digest)
        c.position = position
    }

    init(reading c: Quietude__V1__DeadLetterEntry) throws(SchemaError) {
        self.init(
            source: try Self.text(c.source, "source"),
            stage: try Self.text(c.stage, "stage"),
            time: c.time == 0 ? nil : Instant(milliseconds: c.time),
            field: try Self.text(c.field, "field"),
            reason: try Self.text(c.reason, "reason"),
            digest: Self.data(c.digest),
            position: c.position)
    }
}
