/// What one subscriber's limits make of the alerts that it asked for: which ring it now, and which it is told in a digest.
///
/// A pure machine over the journal's order: it hears alerts and watermarks and nothing else. It stands on the local day that the last
/// watermark lies in and begins anew with each, so whoever starts it at the first watermark of a day has it as if it had run for ever: that
/// is how a feed is followed again from a cursor. Within a day an alert's own time counts too where it is ahead of the watermark: where the
/// watermark stands still, limits go on.
public struct LimitedDelivery: Sendable {
    /// Threads that wait for a digest at once; beyond it the one that ends soonest is only counted.
    public static let maximumHeld = 1_000

    /// A place within local days: the day, and seconds since it began.
    private struct Moment: Comparable {
        var day: Int64
        var second: Int64
        static func < (left: Moment, right: Moment) -> Bool { (left.day, left.second) < (right.day, right.second) }
        func share(_ length: Int64) -> Moment { Moment(day: day, second: second / length) }
    }

    private let limits: AlertLimits
    private let subscriber: String
    private var clock: LocalClock
    /// The day of the last watermark; before the first, none is.
    private var marked = Int64.min
    private var now = Int64.min
    private var moment = Moment(day: .min, second: 0)
    private var passed = 0
    private var held: [String: Alert] = [:]
    private var surplus = 0
    private var heldSince: Moment?

    /// A machine at the beginning of a day.
    ///
    /// - Parameters:
    ///   - subscriber: whose limits they are; part of its digests' identifiers.
    ///   - clock: the territory's wall clock.
    public init(_ limits: AlertLimits, subscriber: String, clock: LocalClock) {
        (self.limits, self.subscriber, self.clock) = (limits, subscriber, clock)
    }

    /// The local day that an instant lies in, as limits count them; never less for a later instant, unless the day begins within the hour
    /// that a change of the clocks repeats.
    public mutating func day(_ seconds: Int64) -> Int64 { place(seconds).day }

    /// The watermark of the journal; the digests that are due.
    public mutating func advance(to time: Instant) -> [Alert] {
        let seconds = time.seconds
        guard seconds.magnitude < 1 << 50 else { return [] }
        let place = place(seconds)
        guard place.day > marked else {
            now = max(now, seconds)
            return roll()
        }
        // A new day: what waits is told whatever the hour, and nothing of the day before counts any more.
        now = max(now, seconds)
        let digests = tell()
        (marked, now, moment, passed) = (place.day, seconds, place, 0)
        return digests
    }

    /// An alert that is wanted; whether it rings, and the digests that are due before it.
    public mutating func hear(_ alert: Alert) -> (digests: [Alert], rings: Bool) {
        guard alert.sent.magnitude < 1 << 50 else { return ([], true) }
        now = max(now, alert.sent)
        let digests = roll()
        if alert.messageType == .cancel {
            // Its end is told whatever was held back of it: there is nothing left to tell of it.
            held[alert.thread] = nil
            return (digests, true)
        }
        let isUrgent = alert.occasion == .escalated || alert.occasion == .reopened
        if isUrgent || limits.exceptFrom.map({ alert.severity >= $0 }) ?? false || mayRing {
            passed += 1
            held[alert.thread] = nil
            return (digests, true)
        }
        hold(alert)
        return (digests, false)
    }

    private var mayRing: Bool { !isQuiet && limits.atMost.map { passed < $0 } ?? true }

    private var isQuiet: Bool {
        guard let quiet = limits.quietHours else { return false }
        return quiet.left(at: (moment.second / 60 + quiet.until).floorRemainder(by: 1_440)) != nil
    }

    private mutating func hold(_ alert: Alert) {
        if held.isEmpty { heldSince = moment }
        held[alert.thread] = alert
        guard held.count > LimitedDelivery.maximumHeld,
            let soonest = held.values.min(by: { ($0.expires, $0.thread) < ($1.expires, $1.thread) })
        else { return }
        held[soonest.thread] = nil
        surplus += 1
    }

    /// Takes note of the time; the digests that are due by now.
    private mutating func roll() -> [Alert] {
        let place = place(now)
        guard place > moment else { return [] }
        if place.share(limits.per) > moment.share(limits.per) { passed = 0 }
        moment = place
        guard let since = heldSince, moment.share(limits.digest ?? limits.per) > since.share(limits.digest ?? limits.per), !isQuiet else {
            return []
        }
        return tell()
    }

    private mutating func tell() -> [Alert] {
        defer { (held, surplus, heldSince) = ([:], 0, nil) }
        let living = held.values.filter { $0.expires > now }.sorted { ($0.severity, $1.thread) > ($1.severity, $0.thread) }
        // What passed the privacy release stays apart: one digest of both could go to nobody.
        let released = living.filter(\.isReleased)
        return [living.filter { !$0.isReleased }, released].compactMap { alerts in
            AlertDigest.of(alerts, surplus: alerts.first?.isReleased ?? true ? 0 : surplus, subscriber: subscriber, now: now)
        }
    }

    private mutating func place(_ seconds: Int64) -> Moment {
        let local = clock.local(seconds) - (limits.quietHours?.until ?? 0) * 60
        return Moment(day: local.floorDivided(by: 86_400), second: local.floorRemainder(by: 86_400))
    }
}
