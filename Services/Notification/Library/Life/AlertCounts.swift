import Domain

/// What became of the signals or forecasts that came. For metrics.
public struct AlertCounts: Hashable, Sendable {
    /// Looked at.
    public internal(set) var heard: UInt64 = 0
    /// First messages.
    public internal(set) var raised: UInt64 = 0
    /// Messages that changed what an earlier one said.
    public internal(set) var updated: UInt64 = 0
    /// Lives that were called off.
    public internal(set) var cancelled: UInt64 = 0
    /// Lives that ended by their own expiry.
    public internal(set) var expired: UInt64 = 0
    /// Raised nothing because the last one about the same was called off a moment ago.
    public internal(set) var heldBack: UInt64 = 0
    /// No rule asked for an alert.
    public internal(set) var unmatched: UInt64 = 0
    /// Over before they came, or older than what is known.
    public internal(set) var stale: UInt64 = 0
    /// Numbers or times that are none.
    public internal(set) var malformed: UInt64 = 0
    /// Reached their thresholds, and not for long enough.
    public internal(set) var faded: UInt64 = 0
    /// Situations that became part of an alert that lived.
    public internal(set) var merged: UInt64 = 0
    /// Times nobody dealt with an alert in time.
    public internal(set) var escalated: UInt64 = 0
    /// Times an alert was told again because nothing came of it.
    public internal(set) var reopened: UInt64 = 0
    /// Messages that gathered what was held back.
    public internal(set) var digests: UInt64 = 0
    /// Audiences rung.
    public internal(set) var rung: UInt64 = 0
    /// Audiences not rung because of a silence.
    public internal(set) var silenced: UInt64 = 0
    /// Audiences not rung because of their quiet hours.
    public internal(set) var quiet: UInt64 = 0
    /// Audiences not rung because they had as much as they can take.
    public internal(set) var limited: UInt64 = 0
    /// Lives ended early because there were too many.
    public internal(set) var forgotten: UInt64 = 0

    /// Nothing counted yet.
    public init() {}

    mutating func note(_ reason: Alert.HoldReason) {
        switch reason {
        case .silence: silenced &+= 1
        case .quietHours: quiet &+= 1
        case .rateLimit: limited &+= 1
        }
    }
}
