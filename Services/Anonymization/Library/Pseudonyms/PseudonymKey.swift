import Domain

/// Which key a pseudonym is made with: one a source and day, so that nobody can follow anything from one day to the next or from one
/// source to another, not even with the keys of today.
public struct PseudonymKey: Hashable, Comparable, Sendable {
    /// Identifier of the source.
    public let source: String
    /// Days since 1970, UTC.
    public let day: Int32

    /// The key of a source on a day.
    public init(source: String, day: Int32) {
        self.source = source
        self.day = day
    }

    /// The key of a source at a time.
    public init(source: String, at instant: Instant) {
        let seconds = instant.seconds
        self.init(source: source, day: Int32(clamping: seconds / 86_400 - (seconds % 86_400 < 0 ? 1 : 0)))
    }

    /// By day, then source.
    public static func < (left: PseudonymKey, right: PseudonymKey) -> Bool { (left.day, left.source) < (right.day, right.source) }
}

/// Stands for an identifier within one source and day: 128 bits of HMAC-SHA-256. Never leaves the service.
public struct Pseudonym: Hashable, Sendable {
    let high: UInt64
    let low: UInt64

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The first 16 bytes of a code; nil where it is shorter.
    init?(_ code: [UInt8]) {
        guard code.count >= 16 else { return nil }
        high = code[0..<8].reduce(0) { $0 << 8 | UInt64($1) }
        low = code[8..<16].reduce(0) { $0 << 8 | UInt64($1) }
    }
}
