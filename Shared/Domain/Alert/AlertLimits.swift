/// How much one subscriber can take: of a key, or of a subscription. What is held back is told in a digest; an all-clear is never held.
///
/// Everything goes by event time and by the territory's local days, so that a feed that is followed again from a cursor gives the same. A
/// day begins where the quiet hours end, at midnight without any; `per` and `digest` are shares of it.
public struct AlertLimits: Hashable, Sendable {
    /// Messages that ring within `per`; 0: all of it in digests; nil for any number.
    public var atMost: Int?
    /// Seconds; a whole share of a day.
    public var per: Int64
    /// Seconds, a whole share of a day, after which what was held back is told together; nil: as `per`.
    public var digest: Int64?
    /// No ringing in them; what comes in them is told once they are over.
    public var quietHours: QuietHours?
    /// From this severity on nothing is held back; nil: any may be.
    public var exceptFrom: Severity?

    /// The most that `atMost` may be.
    public static let maximumMessages = 10_000

    /// Limits; by default there are none.
    public init(
        atMost: Int? = nil, per: Int64 = 86_400, digest: Int64? = nil, quietHours: QuietHours? = nil, exceptFrom: Severity? = nil
    ) {
        self.atMost = atMost
        self.per = per
        self.digest = digest
        self.quietHours = quietHours
        self.exceptFrom = exceptFrom
    }

    /// What of it has no meaning: the field as it is written in files, and what to write instead; nil where all has.
    public var fault: (field: String, remedy: String)? {
        if let atMost, !(0...AlertLimits.maximumMessages).contains(atMost) {
            return ("at-most", "must be a whole number from 0 to \(AlertLimits.maximumMessages)")
        }
        guard AlertLimits.isShareOfDay(per) else { return ("per", AlertLimits.shareRemedy) }
        if let digest, !AlertLimits.isShareOfDay(digest) { return ("digest", AlertLimits.shareRemedy) }
        if let quietHours {
            let day = Int64(0)..<1_440
            guard day.contains(quietHours.from), day.contains(quietHours.until), quietHours.from != quietHours.until else {
                return ("quiet-hours", "must be local times such as 22:00-06:00")
            }
        }
        if atMost == nil, quietHours == nil { return ("at-most", "is missing: without it, or quiet-hours, nothing is limited") }
        return nil
    }

    /// Of two limits, in each regard the stricter: fewer a day, the longer digest, the first one's quiet hours if it has any.
    public func stricter(_ other: AlertLimits) -> AlertLimits {
        var both = self
        switch (atMost, other.atMost) {
        case (_, nil): break
        case (nil, _): (both.atMost, both.per) = (other.atMost, other.per)
        case (let mine?, let theirs?):
            let (left, right) = (Int64(theirs) * per, Int64(mine) * other.per)
            if left < right || (left == right && other.per < per) { (both.atMost, both.per) = (other.atMost, other.per) }
        }
        both.digest = digest.map { max($0, other.digest ?? 0) } ?? other.digest
        both.quietHours = quietHours ?? other.quietHours
        both.exceptFrom = exceptFrom.flatMap { mine in other.exceptFrom.map { max(mine, $0) } }
        return both
    }

    private static let shareRemedy = "must be a whole share of a day, from a minute to a day: 15m, 1h, 6h, 12h, 1d"

    private static func isShareOfDay(_ seconds: Int64) -> Bool { (60...86_400).contains(seconds) && 86_400 % seconds == 0 }
}
