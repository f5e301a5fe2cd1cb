internal import CSchema

/// Asks how the rules of a policy did.
public struct RuleRecordRequest: Hashable, Sendable {
    /// Whose alerts.
    public var territory: String

    /// A question.
    public init(territory: String) { self.territory = territory }
}

extension RuleRecordRequest: ProtobufCoded {
    /// `quietude.v1.RuleRecordRequest`
    public static var name: String { "quietude.v1.RuleRecordRequest" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__RuleRecordRequest>) { quietude__v1__rule_record_request__init(c) }

    func fill(_ c: inout Quietude__V1__RuleRecordRequest, in arena: Arena) { c.territory = arena.string(territory) }

    init(reading c: Quietude__V1__RuleRecordRequest) throws(SchemaError) { self.init(territory: try Self.text(c.territory, "territory")) }
}
