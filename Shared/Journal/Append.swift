import Domain

/// A record to be appended. The journal gives it its sequence.
public struct Append: Sendable {
    /// What the payload is.
    public var type: RecordType
    /// Event time, for retention: `trim(through:olderThan:)` goes by it. `Instant(milliseconds: .max)` is never old.
    public var time: Instant
    /// The encoded message.
    public var payload: [UInt8]

    /// A record to be appended.
    public init(type: RecordType, time: Instant, payload: [UInt8]) {
        self.type = type
        self.time = time
        self.payload = payload
    }
}
