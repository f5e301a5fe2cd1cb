public import Domain

/// How much an audience can take.
public struct AudienceTerms: Hashable, Sendable {
    /// No ringing in them; nil for none.
    public var quietHours: QuietHours?
    /// Messages that ring within `per`; nil for any number. All-clears do not count, and are never held.
    public var atMost: Int?
    /// Seconds.
    public var per: Int64
    /// From this severity on neither quiet hours nor the limit hold anything back; nil: they always do.
    public var exceptFrom: Severity?
    /// Seconds after which what was held back is told together, in one message; nil: each by itself, once nothing holds it any more.
    public var digest: Int64?

    /// Terms; by default the audience takes all.
    public init(
        quietHours: QuietHours? = nil, atMost: Int? = nil, per: Int64 = 86_400, exceptFrom: Severity? = nil, digest: Int64? = nil
    ) {
        self.quietHours = quietHours
        self.atMost = atMost
        self.per = per
        self.exceptFrom = exceptFrom
        self.digest = digest
    }
}
