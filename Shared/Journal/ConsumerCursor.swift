/// How far a consumer of this journal has come.
public struct ConsumerCursor: Sendable, Hashable {
    /// The consumer, such as `anonymization`.
    public var name: String
    /// The last record it is done with; 0 where it has not begun.
    public var sequence: UInt64

    /// A consumer's place.
    public init(name: String, sequence: UInt64) {
        self.name = name
        self.sequence = sequence
    }
}
