/// A point in event time: milliseconds since 1970-01-01T00:00:00Z, leap seconds ignored (POSIX).
///
/// Event time drives everything past ingestion; no pure function reads a clock.
public struct Instant: Hashable, Comparable, Sendable, Codable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public var milliseconds: Int64

    /// An instant from milliseconds since 1970.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// An instant from whole seconds since 1970; saturates beyond the range of milliseconds.
    public init(seconds: Int64) {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        milliseconds = overflow ? (seconds < 0 ? .min : .max) : product
    }

    /// Seconds since 1970, rounded towards the past.
    public var seconds: Int64 {
        milliseconds >= 0 ? milliseconds / 1000 : -(-(milliseconds + 1) / 1000) - 1
    }

    /// Earlier first.
    public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

    /// Before everything.
    public static let distantPast = Instant(milliseconds: .min)

    /// This instant moved by a number of milliseconds; saturates.
    public func advanced(byMilliseconds amount: Int64) -> Instant {
        let (sum, overflow) = milliseconds.addingReportingOverflow(amount)
        return Instant(milliseconds: overflow ? (amount < 0 ? .min : .max) : sum)
    }
}
