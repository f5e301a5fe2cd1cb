import Domain

/// Times of feeds: RFC 3339 and XML Schema's dateTime, with an offset, or in the territory's wall clock where they have none.
enum FeedTime {
    /// The time that a text writes; nil where it writes none, or one that summer time skipped.
    static func read(_ text: String, _ zone: ZoneTable) -> WallClock.Time? {
        guard let parsed = TimePattern.iso.parse(Array(text.utf8).span) else { return nil }
        var clock = WallClock(zone: zone)
        if parsed.isUTC || parsed.offset != nil { return clock.time(of: parsed.civil, offset: parsed.offset) }
        var time = clock.time(of: parsed.civil)
        if parsed.dayOnly { time?.certainty = .dayOnly }
        return time
    }

    /// The same of what may be missing.
    static func read(_ text: String?, _ zone: ZoneTable) -> WallClock.Time? { text.flatMap { read($0, zone) } }
}
