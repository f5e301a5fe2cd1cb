internal import CSchema

/// How many were refused for one reason, whether they are still kept or not.
public struct DeadLetterCount: Hashable, Sendable {
    /// Of the register; empty for records between services.
    public var source: String
    /// Where they were refused.
    public var stage: String
    /// Which field was wrong.
    public var field: String
    /// Why.
    public var reason: String
    /// Since the journal began.
    public var count: UInt64

    /// A value with its fields.
    public init(source: String, stage: String, field: String, reason: String, count: UInt64) {
        self.source = source
        self.stage = stage
        self.field = field
        self.reason = reason
        self.count = count
    }
}

extension DeadLetterCount: ProtobufCoded {
    /// `quietude.v1.DeadLetterCount`
    public static var name: String { "quietude.v1.DeadLetterCount" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__DeadLetterCount>) { quietude__v1__dead_letter_count__init(c) }

    func fill(_ c: inout Quietude__V1__DeadLetterCount, in arena: Arena) {
        c.source = arena.string(source)
        c.stage = arena.string(stage)
        c.field = arena.string(field)
        c.reason = arena.string(reason)
        c.count = count
    }

    init(reading c: Quietude__V1__DeadLetterCount) throws(SchemaError) {
        self.init(
            source: try Self.text(c.source, "source"),
            stage: try Self.text(c.stage, "stage"),
            field: try Self.text(c.field, "field"),
            reason: try Self.text(c.reason, "reason"),
            count: c.count)
    }
}
