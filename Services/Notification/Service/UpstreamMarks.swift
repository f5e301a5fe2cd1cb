import Domain

/// How far each upstream has come, and the lesser of the two.
struct UpstreamMarks: Sendable {
    private var correlation: Int64?
    private var forecasting: Int64?
    private var changed = false

    /// What both have passed; nil before each has said anything.
    var passed: Instant? {
        guard let correlation, let forecasting else { return nil }
        return Instant(milliseconds: min(correlation, forecasting))
    }

    /// An upstream has come to a time; what both have passed now, where that moved.
    mutating func advance(_ upstream: String, to time: Instant) -> Instant? {
        let before = passed
        if upstream == "correlation" {
            correlation = max(correlation ?? .min, time.milliseconds)
        } else {
            forecasting = max(forecasting ?? .min, time.milliseconds)
        }
        changed = true
        guard let passed, passed > before ?? .distantPast else { return nil }
        return passed
    }

    /// Two numbers of 8 bytes, little-endian; the least of all stands for nothing.
    var bytes: [UInt8] {
        [correlation, forecasting].flatMap { mark in withUnsafeBytes(of: (mark ?? .min).littleEndian) { [UInt8]($0) } }
    }

    mutating func takeDelta() -> [UInt8] {
        defer { changed = false }
        return changed ? bytes : []
    }

    mutating func restore(_ bytes: [UInt8]) throws {
        guard bytes.count == 16 else { throw StateParts.Unreadable() }
        let numbers = [0, 8].map { offset in
            Int64(bitPattern: bytes[offset..<offset + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
        }
        correlation = numbers[0] == .min ? nil : numbers[0]
        forecasting = numbers[1] == .min ? nil : numbers[1]
    }
}
