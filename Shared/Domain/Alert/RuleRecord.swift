/// How a rule of the policy did: what it raised, and what operators thought of it.
public struct RuleRecord: Hashable, Sendable {
    /// The rule's name.
    public var rule: String
    /// Alerts raised.
    public var raised: UInt64
    /// Answered useful.
    public var useful: UInt64
    /// Answered false.
    public var notSo: UInt64
    /// Answered known.
    public var known: UInt64
    /// Alerts that someone acknowledged.
    public var acknowledged: UInt64
    /// Times nobody did in time.
    public var escalated: UInt64

    /// A record; by default nothing happened.
    public init(
        rule: String, raised: UInt64 = 0, useful: UInt64 = 0, notSo: UInt64 = 0, known: UInt64 = 0, acknowledged: UInt64 = 0,
        escalated: UInt64 = 0
    ) {
        self.rule = rule
        self.raised = raised
        self.useful = useful
        self.notSo = notSo
        self.known = known
        self.acknowledged = acknowledged
        self.escalated = escalated
    }

    /// Of the answers, the share that did not say false; nil where there is none.
    public var precision: Double? {
        let answers = useful + notSo + known
        return answers == 0 ? nil : Double(useful + known) / Double(answers)
    }
}
