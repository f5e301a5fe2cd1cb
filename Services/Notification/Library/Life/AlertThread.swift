import Domain

/// One alert's life: what was said last, and what is known since.
struct AlertThread: Hashable, Sendable {
    /// Earlier messages that a later one names.
    static let maximumReferences = 16
    /// Situations that one alert keeps apart; more of them are still one alert, and end by its expiry.
    static let maximumMembers = 256

    /// Shared by all its messages; empty before the first.
    var identifier: String
    let key: String
    let group: String
    /// Messages sent.
    var messages: UInt32
    /// The latest of them.
    var references: [Alert.Reference]
    /// As it was told last, and when.
    var said: Situation
    var sent: Int64
    /// Everything that was ever told of its area.
    var area: [Cell]
    /// What is known since, where it differs.
    var latest: Situation?
    /// Seconds since 1970 from which `latest` may be told; nil where it is no news.
    var updateDue: Int64?
    /// Seconds since 1970 until which, once called off, nothing is raised in its place; nil while it lives.
    var silentUntil: Int64?
    /// Seconds since 1970 at which it is raised if its thresholds are still reached; nil once it is.
    var pendingUntil: Int64?
    /// Seconds since 1970 at which it is called off if all is still normal, and what said so.
    var clearing: Clearing?
    /// The situations that go on in it, each with its number.
    var members: [String: Double]
    /// Who may be rung: the rule's, and those of the escalations so far.
    var audiences: Set<Audience>
    /// Rung at least once.
    var told: Set<Audience> = []
    /// Held back by a silence since.
    var muted: Set<Audience> = []
    /// Held back by quiet hours or a limit since.
    var waiting: Set<Audience> = []
    /// Seconds since 1970 at which a hold may be over.
    var releaseDue: Int64?
    /// Someone deals with it.
    var isAcknowledged = false
    /// Steps of escalation so far.
    var escalation: UInt32 = 0
    /// Seconds since 1970 of the next step.
    var escalateDue: Int64?
    /// Seconds since 1970 at which, though someone dealt with it, it is told again.
    var reopenDue: Int64?
    /// Number of the first message that the public had a copy of; 0 for none.
    var publicFrom: UInt32 = 0

    struct Clearing: Hashable, Sendable {
        var due: Int64
        var situation: Situation
    }

    init(_ situation: Situation, audiences: Set<Audience>, area: [Cell], now: Int64) {
        identifier = ""
        key = situation.key
        group = situation.group
        messages = 0
        references = []
        said = situation
        sent = now
        self.area = area
        members = [situation.member: situation.magnitude]
        self.audiences = audiences
    }

    var isLive: Bool { silentUntil == nil }
    var isPending: Bool { pendingUntil != nil }

    /// When the watermark must look at it.
    var due: Int64 {
        if let silentUntil { return silentUntil }
        if let pendingUntil { return pendingUntil }
        var due = min(said.expires, updateDue ?? .max)
        for other in [clearing?.due, releaseDue, escalateDue, reopenDue] { due = min(due, other ?? .max) }
        return due
    }

    /// Notes how a situation of it stands; what the whole of it amounts to: the greatest of them.
    mutating func note(_ situation: Situation) -> Double {
        if members[situation.member] != nil || members.count < AlertThread.maximumMembers {
            members[situation.member] = situation.magnitude
        }
        return members.count < 2 ? situation.magnitude : max(members.values.max() ?? 0, situation.magnitude)
    }
}
