/// A GTFS-Realtime feed of trips, written field by field as the standard numbers them.
enum TransitLoad {
    /// A feed of about so many bytes: trips of thirty stops.
    static func document(_ bytes: Int) -> [UInt8] {
        let header = text(1, "2.0") + number(2, 0) + number(3, UInt64(AdapterLoad.now))
        var feed = message(1, header)
        feed.reserveCapacity(bytes + 4_096)
        var trip = 0
        while feed.count < bytes {
            feed += message(2, text(1, "e\(trip)") + message(3, update(trip)))
            trip += 1
        }
        return feed
    }

    private static func update(_ trip: Int) -> [UInt8] {
        var update = message(1, text(1, "T\(trip)") + text(3, "20260815") + text(5, "R\(trip % 60)") + number(6, UInt64(trip % 2)))
        for stop in 0..<30 {
            let time = UInt64(AdapterLoad.now) + UInt64(stop * 60 + trip % 50)
            let arrival = number(1, UInt64(trip % 300)) + number(2, time)
            update += message(
                2, number(1, UInt64(stop)) + message(2, arrival) + message(3, number(2, time + 20)) + text(4, "S\((trip + stop) % 800)"))
        }
        return update + number(4, UInt64(AdapterLoad.now))
    }

    private static func varint(_ value: UInt64) -> [UInt8] {
        var rest = value
        var out: [UInt8] = []
        while rest >= 0x80 {
            out.append(UInt8(rest & 0x7f) | 0x80)
            rest >>= 7
        }
        return out + [UInt8(rest)]
    }

    private static func number(_ field: UInt64, _ value: UInt64) -> [UInt8] { varint(field << 3) + varint(value) }

    private static func message(_ field: UInt64, _ value: [UInt8]) -> [UInt8] {
        varint(field << 3 | 2) + varint(UInt64(value.count)) + value
    }

    private static func text(_ field: UInt64, _ value: String) -> [UInt8] { message(field, Array(value.utf8)) }
}
