public import Domain
internal import CSchema

extension RuleRecord: ProtobufCoded {
    /// `quietude.v1.RuleRecord`
    public static var name: String { "quietude.v1.RuleRecord" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__RuleRecord>) { quietude__v1__rule_record__init(c) }

    func fill(_ c: inout Quietude__V1__RuleRecord, in arena: Arena) {
        c.rule = arena.string(rule)
        (c.raised, c.useful, c.not_so, c.known) = (raised, useful, notSo, known)
        (c.acknowledged, c.escalated) = (acknowledged, escalated)
    }

    init(reading c: Quietude__V1__RuleRecord) throws(SchemaError) {
        self.init(
            rule: try Self.text(c.rule, "rule"), raised: c.raised, useful: c.useful, notSo: c.not_so, known: c.known,
            acknowledged: c.acknowledged, escalated: c.escalated)
    }
}
