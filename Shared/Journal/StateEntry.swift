/// What a service remembers under a name: restore the snapshot, then replay the deltas in order.
public struct StateEntry: Sendable, Hashable {
    /// The last snapshot; nil where there never was one.
    public var snapshot: [UInt8]?
    /// What was added since, in order.
    public var deltas: [[UInt8]]

    /// An entry of a snapshot and what was added since.
    public init(snapshot: [UInt8]? = nil, deltas: [[UInt8]] = []) {
        self.snapshot = snapshot
        self.deltas = deltas
    }

    /// Nothing is kept under the name.
    public var isEmpty: Bool { snapshot == nil && deltas.isEmpty }
}
