/// Why a stored state was refused. The remedy is the same each time: set the journal of this service aside and replay the upstream feed.
public enum StateError: Error, Hashable, Sendable {
    /// It ends in the middle of a value, `offset` bytes in.
    case truncated(offset: Int)
    /// A value at `offset` is none that this program writes.
    case malformed(offset: Int)
    /// It was written by a program of another version of the format.
    case otherVersion(found: UInt8, known: UInt8)
}

extension StateError: CustomStringConvertible {
    /// A sentence for the log: what is wrong, where, and what to do.
    public var description: String {
        let remedy = "set this service's journal aside and let it replay the upstream feed"
        return switch self {
        case .truncated(let offset): "the stored state ends too early, at byte \(offset): \(remedy)"
        case .malformed(let offset): "the stored state is damaged at byte \(offset): \(remedy)"
        case .otherVersion(let found, let known):
            "the stored state has format \(found), this program knows \(known): start the version that wrote it, or \(remedy)"
        }
    }
}
