/// A change of what a service remembers under a name.
public enum StateChange: Sendable {
    /// Replaces everything under the name.
    case snapshot(name: String, bytes: [UInt8])
    /// Kept after the snapshot and the deltas before it.
    case delta(name: String, bytes: [UInt8])
    /// Removes everything under the name.
    case delete(name: String)
}
