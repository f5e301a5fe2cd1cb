import Domain

/// Where the events said lately take place, by the hash of their ids, for those that are modified without being placed anew. Bounded: the
/// half said first is forgotten at once.
struct EventPositions: Sendable {
    /// Places remembered.
    static let maximumCount = 8_192
    /// Open addressing, at most half of the buckets in use.
    private static let buckets = maximumCount * 2

    private struct Bucket: Sendable {
        /// 0 where it is free.
        var key: UInt64 = 0
        var latitude = 0.0
        var longitude = 0.0
    }

    // Points lie side by side without references to count; the few events with a ring have it beside them.
    private var points: [Bucket] = []
    private var rings: [UInt64: [Double]] = [:]
    /// Keys, first said first.
    private var order: [UInt64] = []
    private static let hash = SipHash128(key0: 0x7175_6965_7475_6465, key1: 0x706c_6163_652d_3031)

    /// Notes where an event takes place.
    mutating func note(_ identifier: String, _ observation: Observation) {
        set(
            EventPositions.key(identifier), observation.polygon.isEmpty ? [] : observation.polygon, observation.latitude ?? 0,
            observation.longitude ?? 0)
        if order.count > EventPositions.maximumCount { forget() }
    }

    /// Sets what was noted of an event; false where nothing was.
    func place(_ identifier: String, in observation: inout Observation) -> Bool {
        let key = EventPositions.key(identifier)
        guard !points.isEmpty else { return false }
        let bucket = points[self.bucket(key)]
        guard bucket.key == key else { return false }
        if let ring = rings[key] {
            observation.polygon = ring
        } else {
            (observation.latitude, observation.longitude) = (bucket.latitude, bucket.longitude)
        }
        return true
    }

    /// True where the event is new.
    @discardableResult
    private mutating func set(_ key: UInt64, _ ring: [Double], _ latitude: Double, _ longitude: Double) -> Bool {
        if points.isEmpty { points = Array(repeating: Bucket(), count: EventPositions.buckets) }
        let place = bucket(key)
        let isNew = points[place].key == 0
        points[place] = Bucket(key: key, latitude: latitude, longitude: longitude)
        if !ring.isEmpty {
            rings[key] = ring
        } else if !rings.isEmpty {
            rings[key] = nil
        }
        if isNew { order.append(key) }
        return isNew
    }

    private func bucket(_ key: UInt64) -> Int {
        var place = Int(truncatingIfNeeded: key) & (EventPositions.buckets - 1)
        while points[place].key != 0, points[place].key != key { place = (place + 1) & (EventPositions.buckets - 1) }
        return place
    }

    private mutating func forget() {
        let old = self
        (points, rings, order) = ([], [:], [])
        for key in old.order.suffix(EventPositions.maximumCount / 2) {
            let bucket = old.points[old.bucket(key)]
            set(key, old.rings[key] ?? [], bucket.latitude, bucket.longitude)
        }
    }

    private static func key(_ identifier: String) -> UInt64 {
        var identifier = identifier
        return identifier.withUTF8 { max(hash.hash(UnsafeRawBufferPointer($0)).low, 1) }
    }

    func write(to writer: inout StateWriter) {
        writer.write(order.count)
        for key in order {
            writer.write(fixed: key)
            let bucket = points[self.bucket(key)]
            writer.write(rings[key] ?? [bucket.latitude, bucket.longitude])
        }
    }

    mutating func read(from reader: inout StateReader) throws(StateError) {
        (points, rings, order) = ([], [:], [])
        for _ in 0..<(try reader.count(bytesEach: 9)) {
            let key = try reader.fixed()
            let ring = try reader.doubles()
            guard ring.count >= 2, ring.count <= ObservationLimits.polygon, order.count < EventPositions.maximumCount, key != 0,
                set(key, ring.count == 2 ? [] : ring, ring[0], ring[1])
            else { throw reader.malformed() }
        }
    }
}
