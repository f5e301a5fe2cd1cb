public import Domain
internal import CSchema

/// Why one observation of a batch was not accepted.
public struct Refusal: Hashable, Sendable {
    /// Its place in the batch.
    public var index: UInt32
    /// What kind of refusal.
    public var status: StatusCode
    /// The field that is wrong, as the .proto spells it.
    public var field: String
    /// A stable word for counting, such as `outside-territory`.
    public var reason: String
    /// A sentence: what was wrong and what to do; never the content.
    public var message: String

    /// A refusal of the observation at `index`.
    public init(index: UInt32, status: StatusCode, field: String, reason: String, message: String) {
        self.index = index
        self.status = status
        self.field = field
        self.reason = reason
        self.message = message
    }
}

extension Refusal: ProtobufCoded {
    /// `quietude.v1.Refusal`
    public static var name: String { "quietude.v1.Refusal" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__Refusal>) { quietude__v1__refusal__init(c) }

    func fill(_ c: inout Quietude__V1__Refusal, in arena: Arena) {
        c.index = index
        c.status = status.rawValue
        c.field = arena.string(field)
        c.reason = arena.string(reason)
        c.message = arena.string(message)
    }

    init(reading c: Quietude__V1__Refusal) throws(SchemaError) {
        self.init(
            index: c.index, status: StatusCode(rawValue: c.status) ?? .unknown, field: try Self.text(c.field, "field"),
            reason: try Self.text(c.reason, "reason"), message: try Self.text(c.message, "message"))
    }
}
