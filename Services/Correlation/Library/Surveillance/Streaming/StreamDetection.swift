import Domain

/// A count that is unusual.
public struct StreamDetection: Sendable, Hashable {
    /// Which series.
    public let key: StreamKey
    /// Which slot: an hour or a day.
    public let slot: TimeSlot
    /// What was counted.
    public let observed: Int
    /// What was expected of the whole slot.
    public let expected: Double
    /// P(at least `observed`) had nothing been unusual.
    public let pValue: Double
    /// How much better an excess explains the count than none does; its expectation is at most 1 where nothing is unusual.
    public let eValue: Double
    /// The least false-discovery rate over the slot's series at which this is a discovery; nil while the slot is open.
    public let adjusted: Double?
}
