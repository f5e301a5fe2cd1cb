/// The methods that the house knows by name.
public enum Method {
    /// Pushes a batch of observations.
    public static let push = "/quietude.v1.Ingestion/Push"
    /// Opens a feed; the replies are streamed.
    public static let subscribe = "/quietude.v1.Feed/Subscribe"
    /// Commits a consumer's cursor.
    public static let commit = "/quietude.v1.Feed/Commit"
    /// Forgets a consumer that does not come back.
    public static let forget = "/quietude.v1.Feed/Forget"
    /// Says how a service is.
    public static let healthCheck = "/quietude.v1.Health/Check"
    /// Says how a service is, again and again; the replies are streamed.
    public static let healthWatch = "/quietude.v1.Health/Watch"
    /// Says what a service offers.
    public static let describe = "/quietude.v1.Reflection/Describe"
    /// Says that a gateway dealt with an alert.
    public static let acknowledge = "/quietude.v1.Notification/Acknowledge"
    /// Takes what an operator does with an alert.
    public static let act = "/quietude.v1.Notification/Act"
    /// Says which alerts are in force.
    public static let inForce = "/quietude.v1.Notification/InForce"
    /// Says how the rules of the policy did.
    public static let ruleRecords = "/quietude.v1.Notification/RuleRecords"
    /// Lists what a service refused or set aside.
    public static let deadLetters = "/quietude.v1.DeadLetters/List"
    /// Tells ingestion what a partner's own adapter refused.
    public static let reportDeadLetters = "/quietude.v1.DeadLetters/Report"
    /// Says how the sources are.
    public static let sourceHealth = "/quietude.v1.SourceHealth/Check"

    /// Whether the replies to a method are streamed.
    static func isStreamed(_ method: String) -> Bool { method == subscribe || method == healthWatch }
}
