public import Domain

/// A record that could not be used: where it stands upstream and why, never what it holds.
public struct DeadLetter: Sendable, Hashable {
    /// Whose record.
    public let upstream: String
    /// In the upstream's journal.
    public let sequence: UInt64
    /// What it was said to be.
    public let type: RecordType
    /// What was wrong with it, on one line.
    public let reason: String

    /// A dead letter; the reason is cut to a bounded length.
    public init(upstream: String, sequence: UInt64, type: RecordType, reason: String) {
        self.upstream = upstream
        self.sequence = sequence
        self.type = type
        // Tabs and line ends separate the fields at rest.
        self.reason = String(reason.prefix(DeadLetter.maximumReason).map { $0.isNewline || $0 == "\t" ? " " : $0 })
    }

    /// Characters.
    static let maximumReason = 300
}
