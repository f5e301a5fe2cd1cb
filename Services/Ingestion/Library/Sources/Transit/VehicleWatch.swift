import Domain

/// Which vehicles stand still where they should move. Remembers of each only a digest, where it stood and since when: no track.
struct VehicleWatch: Sendable {
    /// Seconds without moving after which a vehicle counts as stopped.
    static let patience: Int64 = 180
    /// Degrees within which a vehicle has not moved: about 20 m.
    private static let still = 0.000_2
    /// Seconds after which a position is no news.
    private static let stale: Int64 = 600
    private static let capacity = 50_000
    private static let hash = SipHash128(key0: 0x7472_616e_7369_7432, key1: 0x7665_6869_636c_6531)

    /// A square of 0.002 degrees: coarser than a stop, finer than a district.
    struct Square: Hashable, Sendable, Comparable {
        let row: Int32
        let column: Int32

        init(latitude: Double, longitude: Double) {
            row = Int32((latitude * 500).rounded(.down))
            column = Int32((longitude * 500).rounded(.down))
        }

        var text: String { "\(row):\(column)" }
        var centre: PlaceTable.Place {
            PlaceTable.Place(latitude: (Double(row) + 0.5) / 500, longitude: (Double(column) + 0.5) / 500, radius: 110)
        }

        static func < (left: Square, right: Square) -> Bool { (left.row, left.column) < (right.row, right.column) }
    }

    private struct Entry: Sendable {
        var latitude: Double
        var longitude: Double
        var since: Int64
        var seen: Int64
    }

    private var entries: [UInt64: Entry] = [:]
    /// Vehicles that stand still in the last feed.
    private(set) var stopped: [Square: Int] = [:]

    init() {}

    mutating func take(_ vehicles: [TransitVehicle], at now: Int64, into rows: inout RowQueue) {
        stopped = [:]
        for vehicle in vehicles {
            guard let latitude = vehicle.latitude, let longitude = vehicle.longitude else { continue }
            if vehicle.timestamp > 0, vehicle.timestamp < now - Self.stale {
                let message = "`vehicle.timestamp` lies more than \(Self.stale / 60) minutes before the feed's; the position is no news"
                rows.append(.problem(RowProblem(line: vehicle.number, column: 0, reason: .stale, message: message)))
                continue
            }
            let key = Self.hash.hash(Array(vehicle.vehicle.utf8)).low
            var entry = entries[key] ?? Entry(latitude: latitude, longitude: longitude, since: now, seen: now)
            if abs(entry.latitude - latitude) > Self.still || abs(entry.longitude - longitude) > Self.still {
                entry = Entry(latitude: latitude, longitude: longitude, since: now, seen: now)
            }
            entry.seen = now
            if entries.count < Self.capacity || entries[key] != nil { entries[key] = entry }
            let stands = now - entry.since >= Self.patience || vehicle.speed == 0
            if vehicle.status != 1, stands { stopped[Square(latitude: latitude, longitude: longitude), default: 0] += 1 }
        }
        entries = entries.filter { $0.value.seen > now - 3_600 }
    }

    func write(to writer: inout StateWriter) {
        writer.write(entries.count)
        for (key, entry) in entries.sorted(by: { $0.key < $1.key }) {
            writer.write(fixed: key)
            writer.write(entry.latitude)
            writer.write(entry.longitude)
            writer.write(signed: entry.since)
            writer.write(signed: entry.seen)
        }
    }

    init(from reader: inout StateReader) throws(StateError) {
        for _ in 0..<(try reader.count(bytesEach: 26)) {
            let key = try reader.fixed()
            entries[key] = Entry(
                latitude: try reader.double(), longitude: try reader.double(), since: try reader.signed(), seen: try reader.signed())
        }
    }
}
