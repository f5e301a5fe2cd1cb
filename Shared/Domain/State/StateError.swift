/// Why a stored state was refused. The remedy is nearly always the same: set the journal of this service aside and replay the upstream feed.
public enum StateError: Error, Hashable, Sendable {
    /// It ends in the middle of a value, `offset` bytes in.
    case truncated(offset: Int)
    /// A value at `offset` is none that this program writes.
    case malformed(offset: Int)
    /// It contradicts itself, or its checksum does not match.
    case corrupted(message: String)
    /// Not a state of this machine.
    case foreign(message: String)
    /// It was written by a program of another version of the layout.
    case otherVersion(found: UInt64, known: UInt64)
    /// Its sums were made under other settings, and cannot be converted; keep the settings or replay the journal.
    case otherSettings(message: String)
}

extension StateError: CustomStringConvertible {
    /// A sentence for the log: what is wrong, where, and what to do.
    public var description: String {
        let remedy = "set this service's journal aside and let it replay the upstream feed"
        return switch self {
        case .truncated(let offset): "the stored state ends too early, at byte \(offset): \(remedy)"
        case .malformed(let offset): "the stored state is damaged at byte \(offset): \(remedy)"
        case .corrupted(let message), .foreign(let message): "\(message): \(remedy)"
        case .otherVersion(let found, let known):
            "the stored state has layout \(found), this program knows \(known): start the version that wrote it, or \(remedy)"
        case .otherSettings(let message): message
        }
    }
}
