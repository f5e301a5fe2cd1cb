/// The methods that the house knows by name.
public enum Method {
    /// Pushes a batch of observations.
    public static let push = "/quietude.v1.Ingestion/Push"
    /// Opens a feed; the replies are streamed.
    public static let subscribe = "/quietude.v1.Feed/Subscribe"
    /// Commits a consumer's cursor.
    public static let commit = "/quietude.v1.Feed/Commit"
    /// Says how a service is.
    public static let healthCheck = "/quietude.v1.Health/Check"
    /// Says how a service is, again and again; the replies are streamed.
    public static let healthWatch = "/quietude.v1.Health/Watch"
    /// Says what a service offers.
    public static let describe = "/quietude.v1.Reflection/Describe"
    /// Says that a gateway dealt with an alert.
    public static let acknowledge = "/quietude.v1.Notification/Acknowledge"

    /// Whether the replies to a method are streamed.
    static func isStreamed(_ method: String) -> Bool { method == subscribe || method == healthWatch }
}
