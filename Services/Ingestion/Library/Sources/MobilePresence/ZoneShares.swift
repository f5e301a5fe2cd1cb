import Domain

/// How an operator's zones are spread over cells: of each zone the parts it has in each, adding up to one.
///
/// An operator's zone is its own (a beach, a station's surroundings) and straddles cells; what was counted in it is shared out by area, or
/// by weights that somebody worked out (buildings, say).
public struct ZoneShares: Sendable, Hashable {
    /// A part of a zone, in one cell.
    public struct Part: Sendable, Hashable {
        /// WGS 84 degrees, in the cell.
        public var latitude: Double
        /// WGS 84 degrees, in the cell.
        public var longitude: Double
        /// Of the whole zone, 0 ... 1.
        public var weight: Double

        /// A part from its place and weight.
        public init(latitude: Double, longitude: Double, weight: Double) {
            self.latitude = latitude
            self.longitude = longitude
            self.weight = weight
        }
    }

    /// Zones in a table.
    public static let maximumZones = 100_000
    /// Parts of one zone.
    public static let maximumParts = 4_096
    /// Nothing is known of any zone.
    public static let empty = ZoneShares()

    private var zones: [String: [Part]] = [:]

    /// A table of nothing.
    public init() {}

    /// Whether it knows no zone.
    public var isEmpty: Bool { zones.isEmpty }

    /// The parts of a zone; nil where it is not known.
    public func parts(_ zone: String) -> [Part]? { zones[PlaceTable.fold(zone)] }

    /// Sets the parts of a zone; their weights are scaled to add up to one. Throws where they are too many, or none weighs anything.
    public mutating func set(_ zone: String, _ parts: [Part]) throws(FileProblem) {
        let total = parts.reduce(0) { $0 + $1.weight }
        guard zones.count < ZoneShares.maximumZones, parts.count <= ZoneShares.maximumParts else {
            throw FileProblem(
                description: "more than \(ZoneShares.maximumZones) zones or \(ZoneShares.maximumParts) parts of one; use larger cells")
        }
        guard total > 0, total.isFinite, parts.allSatisfy({ $0.weight >= 0 }) else {
            throw FileProblem(description: "the parts of a zone must have weights that are not negative and add up to more than 0")
        }
        zones[PlaceTable.fold(zone)] = parts.map { part in
            Part(latitude: part.latitude, longitude: part.longitude, weight: part.weight / total)
        }
    }

    /// Shares a zone out by area: its ring (latitude and longitude alternating, closed) over the cells of a grid, by points `density` times
    /// `density` to a cell. Throws where the ring encloses nothing, or too much.
    public mutating func set(
        _ zone: String, ring: [Double], grid: Grid, projection: some Projecting, density: Int = 16
    ) throws(FileProblem) {
        try set(zone, rings: [ring], grid: grid, projection: projection, density: density)
    }

    /// Shares a zone of several rings out by area: parts that lie apart, and holes, by the odd-even rule.
    public mutating func set(
        _ zone: String, rings: [[Double]], grid: Grid, projection: some Projecting, density: Int = 16
    ) throws(FileProblem) {
        let outlines = rings.map { ring in
            (
                latitudes: stride(from: 0, to: ring.count - 1, by: 2).map { ring[$0] },
                longitudes: stride(from: 1, to: ring.count, by: 2).map { ring[$0] }
            )
        }
        let latitudes = outlines.flatMap(\.latitudes)
        let longitudes = outlines.flatMap(\.longitudes)
        guard !outlines.isEmpty, outlines.allSatisfy({ $0.latitudes.count >= 4 }), let south = latitudes.min(), let north = latitudes.max(),
            let west = longitudes.min(),
            let east = longitudes.max(), south >= -89, north <= 89
        else { throw FileProblem(description: "the ring of a zone must have four points of WGS 84 or more, the first repeated last") }
        // A degree of latitude is about 111,195 m; how exactly does not matter, for only the number of points depends on it.
        let step = grid.cellSize / Double(density) / 111_195
        let middle = (south + north) / 2
        let stepEast = step / max(cosine(middle), 0.01)
        let rows = Int((north - south) / step) + 1
        let columns = Int((east - west) / stepEast) + 1
        guard rows * columns <= 4_000_000 else {
            throw FileProblem(description: "a zone is too large to be shared out over cells of this size")
        }
        var insideLatitudes: [Double] = []
        var insideLongitudes: [Double] = []
        for row in 0..<rows {
            let latitude = south + (Double(row) + 0.5) * step
            for column in 0..<columns {
                let longitude = west + (Double(column) + 0.5) * stepEast
                let crossed = outlines.count { ZoneShares.contains($0.latitudes, $0.longitudes, latitude, longitude) }
                guard crossed % 2 == 1 else { continue }
                insideLatitudes.append(latitude)
                insideLongitudes.append(longitude)
            }
        }
        var eastings = insideLongitudes
        var northings = insideLatitudes
        projection.project(longitudes: &eastings, latitudes: &northings)
        var sums: [Cell: (latitude: Double, longitude: Double, count: Double)] = [:]
        for index in eastings.indices {
            guard let cell = grid.cell(easting: eastings[index], northing: northings[index]) else { continue }
            var sum = sums[cell] ?? (0, 0, 0)
            sum.latitude += insideLatitudes[index]
            sum.longitude += insideLongitudes[index]
            sum.count += 1
            sums[cell] = sum
        }
        // The mean of points of a square lies in it.
        try set(
            zone,
            sums.sorted { $0.key < $1.key }.map {
                Part(latitude: $0.value.latitude / $0.value.count, longitude: $0.value.longitude / $0.value.count, weight: $0.value.count)
            })
    }

    /// Whether a ring encloses a point: how often a ray crosses it.
    private static func contains(_ latitudes: [Double], _ longitudes: [Double], _ latitude: Double, _ longitude: Double) -> Bool {
        var inside = false
        var previous = latitudes.count - 1
        for index in latitudes.indices {
            if (latitudes[index] > latitude) != (latitudes[previous] > latitude) {
                let share = (latitude - latitudes[index]) / (latitudes[previous] - latitudes[index])
                if longitude < longitudes[index] + share * (longitudes[previous] - longitudes[index]) { inside.toggle() }
            }
            previous = index
        }
        return inside
    }

    /// Cosine of degrees, near enough (Bhaskara I), so that the library needs no mathematics of its own.
    private func cosine(_ degrees: Double) -> Double {
        let square = degrees * degrees
        return (32_400 - 4 * square) / (32_400 + square)
    }
}
