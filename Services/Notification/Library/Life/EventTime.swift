import Domain

/// Which seconds since 1970 are a time at all.
enum EventTime {
    /// The last second before the year 10000; as far into the past.
    static let bound: Int64 = 253_402_300_799

    /// Whole seconds, held to the bound.
    static func seconds(_ instant: Instant) -> Int64 {
        let held = Instant(milliseconds: min(max(instant.milliseconds, -bound * 1_000), bound * 1_000))
        return held.seconds
    }

    static func isUsable(_ seconds: Int64) -> Bool { seconds >= -bound && seconds <= bound }
}
