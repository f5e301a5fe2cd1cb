/// A half-open stretch of event time, `start ..< start + length`, aligned to its length in UTC.
///
/// The unit in which time leaves anonymization: 15 minutes unless the register asks for coarser.
public struct TimeSlot: Hashable, Comparable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    public let start: Int64
    /// Seconds, at least 1.
    public let length: UInt32

    /// The usual length: 15 minutes.
    public static let defaultLength: UInt32 = 900

    /// A slot that starts where it is told; `length` 0 counts as 1.
    public init(start: Int64, length: UInt32) {
        self.start = start
        self.length = max(length, 1)
    }

    /// The aligned slot of `length` seconds that contains `instant`.
    public init(containing instant: Instant, length: UInt32) {
        let length = max(length, 1)
        let seconds = instant.seconds
        let remainder = seconds % Int64(length)
        self.init(start: seconds - (remainder < 0 ? remainder + Int64(length) : remainder), length: length)
    }

    /// The first second after the slot.
    public var end: Int64 { start &+ Int64(length) }

    /// By start, then length.
    public static func < (left: TimeSlot, right: TimeSlot) -> Bool { (left.start, left.length) < (right.start, right.length) }
}
