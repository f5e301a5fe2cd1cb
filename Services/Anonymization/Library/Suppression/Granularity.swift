/// How finely a counted source's readings are published: either by place or for the whole territory, and in slots of one length.
///
/// A total beside its parts would give a suppressed part back (an hour less three quarters, the city less all other cells). So the first
/// granularity a source's counts come in under a version of the register is the only one that is published under it.
public struct Granularity: Hashable, Sendable {
    /// Seconds.
    public var slotLength: UInt32
    /// Of a cell, not of the whole territory.
    public var isPlaced: Bool

    /// A granularity.
    public init(slotLength: UInt32, isPlaced: Bool) {
        self.slotLength = slotLength
        self.isPlaced = isPlaced
    }

    /// Whether counts of both may be published. Slots of less than twice another's length hold no two of them: an interval that begins
    /// within a slot is as long as one that does not, and reaches over one more.
    public func isCompatible(with other: Granularity) -> Bool {
        let (short, long) = (min(slotLength, other.slotLength), max(slotLength, other.slotLength))
        return isPlaced == other.isPlaced && UInt64(long) < 2 * UInt64(max(short, 1))
    }
}
