/// Why a stage cannot go on by itself. Each says which journal, and what a person can do.
public enum StageError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The upstream serves another journal than the one that was read so far.
    case upstreamReplaced(territory: String, upstream: String, expected: String, found: String)
    /// The upstream refuses to go on from our cursor.
    case cursorRefused(territory: String, upstream: String, sequence: UInt64, reason: String)
    /// The remembered state cannot be read by this version.
    case unreadableState(territory: String, reason: String)
    /// Someone else writes our journal.
    case conflict(territory: String, reason: String)

    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .upstreamReplaced(let territory, let upstream, let expected, let found):
            "\(territory): \(upstream) now serves journal \(found), but \(expected) was read so far. "
                + "Bring the old journal back, or move this service's own journal of \(territory) away to start anew from the new one."
        case .cursorRefused(let territory, let upstream, let sequence, let reason):
            "\(territory): \(upstream) cannot go on after record \(sequence): \(reason). "
                + "Bring its journal back, or move this service's own journal of \(territory) away to start anew."
        case .unreadableState(let territory, let reason):
            "\(territory): the remembered state cannot be read: \(reason). Start the version that wrote it, or move this journal away to start anew."
        case .conflict(let territory, let reason):
            "\(territory): another process writes this journal: \(reason). Stop the other one; a journal has one writer."
        }
    }

    /// Whether serving what was already committed may go on.
    var leavesJournalIntact: Bool {
        if case .conflict = self { false } else { true }
    }
}
