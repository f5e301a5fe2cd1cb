import Simulation

/// A GTFS-Realtime feed of trips, written field by field as the standard numbers them.
enum TransitLoad {
    /// A feed of about so many bytes: trips of thirty stops.
    static func document(_ bytes: Int) -> [UInt8] {
        var feed = ProtobufWriter()
        feed.message(1) { header in
            header.text(1, "2.0")
            header.number(2, 0)
            header.number(3, UInt64(AdapterLoad.now))
        }
        var trip = 0
        while feed.bytes.count < bytes {
            feed.message(2) { entity in
                entity.text(1, "e\(trip)")
                entity.message(3) { update in write(trip, &update) }
            }
            trip += 1
        }
        return feed.bytes
    }

    private static func write(_ trip: Int, _ update: inout ProtobufWriter) {
        update.message(1) { descriptor in
            descriptor.text(1, "T\(trip)")
            descriptor.text(3, "20260815")
            descriptor.text(5, "R\(trip % 60)")
            descriptor.number(6, UInt64(trip % 2))
        }
        for stop in 0..<30 {
            let time = UInt64(AdapterLoad.now) + UInt64(stop * 60 + trip % 50)
            update.message(2) { call in
                call.number(1, UInt64(stop))
                call.message(2) { arrival in
                    arrival.number(1, UInt64(trip % 300))
                    arrival.number(2, time)
                }
                call.message(3) { departure in departure.number(2, time + 20) }
                call.text(4, "S\((trip + stop) % 800)")
            }
        }
        update.number(4, UInt64(AdapterLoad.now))
    }
}
