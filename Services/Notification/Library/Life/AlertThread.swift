import Domain

/// One alert's life: what was said last, and what is known since.
struct AlertThread: Hashable, Sendable {
    /// Earlier messages that a later one names.
    static let maximumReferences = 16

    /// Shared by all its messages.
    let identifier: String
    let key: String
    let group: String
    /// Messages sent.
    var messages: UInt32
    /// Identifiers of the latest of them.
    var references: [String]
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

    var isLive: Bool { silentUntil == nil }

    /// When the watermark must look at it.
    var due: Int64 {
        if let silentUntil { return silentUntil }
        return min(updateDue ?? .max, said.expires)
    }
}
