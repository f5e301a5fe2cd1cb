/// Protobuf written by hand, field by field, as the standard says: no decoder of ours has a part in it.
struct FeedBytes {
    private(set) var bytes: [UInt8] = []

    private static func varint(_ value: UInt64) -> [UInt8] {
        var rest = value
        var out: [UInt8] = []
        while rest >= 0x80 {
            out.append(UInt8(rest & 0x7f) | 0x80)
            rest >>= 7
        }
        return out + [UInt8(rest)]
    }

    /// A varint; negative numbers take ten bytes.
    func number(_ field: UInt64, _ value: Int64) -> FeedBytes {
        adding(FeedBytes.varint(field << 3) + FeedBytes.varint(UInt64(bitPattern: value)))
    }

    func text(_ field: UInt64, _ value: String) -> FeedBytes { blob(field, Array(value.utf8)) }

    func message(_ field: UInt64, _ value: FeedBytes) -> FeedBytes { blob(field, value.bytes) }

    func float(_ field: UInt64, _ value: Float) -> FeedBytes {
        adding(FeedBytes.varint(field << 3 | 5) + (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) })
    }

    func blob(_ field: UInt64, _ value: [UInt8]) -> FeedBytes {
        adding(FeedBytes.varint(field << 3 | 2) + FeedBytes.varint(UInt64(value.count)) + value)
    }

    private func adding(_ more: [UInt8]) -> FeedBytes {
        var copy = self
        copy.bytes += more
        return copy
    }
}

/// Feeds of the tests.
enum Feed {
    static let epoch: Int64 = 1_792_500_300

    static func header(_ timestamp: Int64? = epoch, incrementality: Int64 = 0) -> FeedBytes {
        var header = FeedBytes().text(1, "2.0").number(2, incrementality)
        if let timestamp { header = header.number(3, timestamp) }
        return FeedBytes().message(1, header)
    }

    static func entity(_ id: String, _ field: UInt64, _ content: FeedBytes) -> FeedBytes { FeedBytes().text(1, id).message(field, content) }

    /// A trip with a prediction a stop: stop, seconds late, seconds since 1970 (nil: not said).
    static func trip(
        _ id: String, route: String, relationship: Int64 = 0, stops: [(stop: String, delay: Int64?, time: Int64?)] = []
    ) -> FeedBytes {
        let descriptor = FeedBytes().text(1, id).text(3, "20261020").number(4, relationship).text(5, route).number(6, 0)
        var update = FeedBytes().message(1, descriptor)
        for (sequence, stop) in stops.enumerated() {
            var event = FeedBytes()
            if let delay = stop.delay { event = event.number(1, delay) }
            if let time = stop.time { event = event.number(2, time) }
            update = update.message(2, FeedBytes().number(1, Int64(sequence)).message(2, event).text(4, stop.stop))
        }
        return update
    }

    static func vehicle(_ id: String, _ latitude: Float, _ longitude: Float, speed: Float?, status: Int64 = 2, at time: Int64 = epoch)
        -> FeedBytes
    {
        var position = FeedBytes().float(1, latitude).float(2, longitude)
        if let speed { position = position.float(5, speed) }
        // The label, the plate and the bearing are there to be dropped.
        let descriptor = FeedBytes().text(1, id).text(2, "Label of a driver").text(3, "AB-123-CD")
        return FeedBytes().message(2, position).number(4, status).number(5, time).message(8, descriptor)
    }

    static func alert(
        cause: Int64? = nil, effect: Int64? = nil, periods: [(Int64?, Int64?)] = [], stops: [String] = [], routes: [String] = []
    ) -> FeedBytes {
        var alert = FeedBytes()
        for period in periods {
            var range = FeedBytes()
            if let start = period.0 { range = range.number(1, start) }
            if let end = period.1 { range = range.number(2, end) }
            alert = alert.message(1, range)
        }
        for stop in stops { alert = alert.message(5, FeedBytes().text(5, stop)) }
        for route in routes { alert = alert.message(5, FeedBytes().text(2, route)) }
        if let cause { alert = alert.number(6, cause) }
        if let effect { alert = alert.number(7, effect) }
        return alert.message(10, FeedBytes().message(1, FeedBytes().text(1, "Marie Dubois, 06 12 34 56 78")))
    }
}
