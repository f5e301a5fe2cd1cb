public import Domain
internal import CSchema

/// How the rules of a policy did.
public struct RuleRecordReply: Hashable, Sendable {
    /// In order of name.
    public var rules: [RuleRecord]

    /// An answer.
    public init(rules: [RuleRecord]) { self.rules = rules }
}

extension RuleRecordReply: ProtobufCoded {
    /// `quietude.v1.RuleRecordReply`
    public static var name: String { "quietude.v1.RuleRecordReply" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__RuleRecordReply>) { quietude__v1__rule_record_reply__init(c) }

    func fill(_ c: inout Quietude__V1__RuleRecordReply, in arena: Arena) { (c.n_rules, c.rules) = arena.messages(rules) }

    init(reading c: Quietude__V1__RuleRecordReply) throws(SchemaError) { self.init(rules: try Self.messages(c.rules, c.n_rules, "rules")) }
}
