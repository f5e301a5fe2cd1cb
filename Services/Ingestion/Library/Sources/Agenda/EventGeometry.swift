/// Where an event takes place, from the coordinates of GeoJSON (RFC 7946: longitude first, WGS 84).
enum EventGeometry {
    /// Points of a geometry that are looked at.
    static let maximumPoints = 100_000

    /// A point, or a closed ring of latitude and longitude alternating.
    enum Shape: Equatable, Sendable {
        case point(latitude: Double, longitude: Double)
        case ring([Double])
    }

    /// Reads a geometry object; nil where it has no coordinates. Throws the words for what is wrong.
    static func read(_ geometry: [String: Any]) throws(GeometryProblem) -> Shape? {
        if let parts = geometry["geometries"] as? [[String: Any]] {
            for part in parts.prefix(16) { if let shape = try read(part) { return shape } }
            return nil
        }
        guard let coordinates = geometry["coordinates"] else { return nil }
        return try read(coordinates: coordinates)
    }

    /// Reads coordinates of any depth: the longest line or the outermost ring of them.
    static func read(coordinates: Any) throws(GeometryProblem) -> Shape? {
        if let numbers = coordinates as? [Double], numbers.count >= 2 {
            let point = try point(numbers)
            return .point(latitude: point.0, longitude: point.1)
        }
        guard let parts = coordinates as? [Any], !parts.isEmpty else { return nil }
        guard let line = parts as? [[Double]] else {
            // A polygon's first ring is the outer one; of several lines or polygons the one with most points speaks for all.
            var best: Shape?
            for part in parts.prefix(4_096) {
                guard let shape = try read(coordinates: part) else { continue }
                if size(shape) > best.map(size) ?? 0 { best = shape }
            }
            return best
        }
        guard line.count <= maximumPoints else { throw GeometryProblem() }
        var points: [(Double, Double)] = []
        for numbers in line { points.append(try point(numbers)) }
        return shape(points)
    }

    /// A line becomes a ring that goes back on itself, so that its course is kept.
    private static func shape(_ points: [(Double, Double)]) -> Shape? {
        guard let first = points.first, let last = points.last else { return nil }
        if points.count == 1 { return .point(latitude: first.0, longitude: first.1) }
        var ring = thinned(points)
        if first != last || ring.count < 4 { ring += ring.reversed() }
        return .ring(ring.flatMap { [$0.0, $0.1] })
    }

    private static func thinned(_ points: [(Double, Double)]) -> [(Double, Double)] {
        // Twice as many fit, but a line goes there and back.
        let most = ObservationLimits.polygon / 4 - 2
        guard points.count > most, let last = points.last else { return points }
        let step = (points.count + most - 1) / most
        return stride(from: 0, to: points.count - 1, by: step).map { points[$0] } + [last]
    }

    private static func size(_ shape: Shape) -> Int {
        switch shape {
        case .point: 1
        case .ring(let ring): ring.count
        }
    }

    private static func point(_ numbers: [Double]) throws(GeometryProblem) -> (Double, Double) {
        guard numbers.count >= 2, (-90...90).contains(numbers[1]), (-180...180).contains(numbers[0]) else { throw GeometryProblem() }
        return (numbers[1], numbers[0])
    }
}

/// Coordinates that are none of WGS 84.
struct GeometryProblem: Error, Sendable {}
