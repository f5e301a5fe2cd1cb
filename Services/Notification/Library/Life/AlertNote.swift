public import Domain

/// Something that rang nobody, and why: for whoever tries a policy. Kept only where a machine is asked to.
public struct AlertNote: Hashable, Sendable {
    /// Why nothing was said.
    public enum Reason: Hashable, Sendable {
        /// No rule asks for an alert.
        case unmatched
        /// Over before it came.
        case stale
        /// Called off a moment ago: the cool-down holds it.
        case coolDown
        /// Its thresholds are reached, and must be for a while.
        case pending
        /// They were not for long enough.
        case faded
        /// Part of an alert that lives already.
        case merged
        /// All is normal, and must be for a while.
        case clearing
        /// A change that is too small, or too soon after the last message.
        case noNews
    }

    /// Seconds since 1970, event time.
    public var time: Int64
    /// Why nothing was said.
    public var reason: Reason
    /// The rule; empty where none asks for an alert.
    public var rule: String
    /// Of the fact.
    public var category: Category
    /// What it is about.
    public var headline: Alert.Place
}
