/// A named part of the territory: its outline in the plane of the grid and in degrees, and what is publicly known of it.
public struct Zone: Hashable, Sendable {
    /// Such as `13201`.
    public var identifier: String
    /// As people call it.
    public var name: String
    /// Closed rings in the plane: easting and northing alternate, metres. Filled by the even-odd rule.
    public var rings: [[Double]]
    /// The same in WGS 84 degrees: longitude and latitude alternate.
    public var degrees: [[Double]]
    /// Where its name may stand, metres.
    public var label: (x: Double, y: Double) { Zone.label(rings) }
    /// Figures of the file, such as `population`.
    public var facts: [String: Double]

    /// A zone.
    public init(identifier: String, name: String, rings: [[Double]], degrees: [[Double]], facts: [String: Double] = [:]) {
        self.identifier = identifier
        self.name = name
        self.rings = rings
        self.degrees = degrees
        self.facts = facts
    }

    /// Residents; nil where the file does not say.
    public var population: Double? { facts["population"].flatMap { $0 > 0 ? $0 : nil } }

    /// West, south, east, north of its degrees.
    public var box: [Double] {
        var box = [Double.infinity, .infinity, -.infinity, -.infinity]
        for ring in degrees {
            for place in stride(from: 0, to: ring.count - 1, by: 2) {
                box = [min(box[0], ring[place]), min(box[1], ring[place + 1]), max(box[2], ring[place]), max(box[3], ring[place + 1])]
            }
        }
        return box
    }

    /// The centroid of the largest ring (shoelace formula).
    private static func label(_ rings: [[Double]]) -> (Double, Double) {
        var best = (area: -1.0, x: 0.0, y: 0.0)
        for ring in rings where ring.count >= 6 {
            // About the first point: the products of metres of the European plane lose ten digits otherwise.
            let (originX, originY) = (ring[0], ring[1])
            var (area, x, y) = (0.0, 0.0, 0.0)
            for place in stride(from: 0, to: ring.count - 3, by: 2) {
                let (ax, ay) = (ring[place] - originX, ring[place + 1] - originY)
                let (bx, by) = (ring[place + 2] - originX, ring[place + 3] - originY)
                let cross = ax * by - bx * ay
                area += cross
                x += (ax + bx) * cross
                y += (ay + by) * cross
            }
            guard abs(area) > best.area, area != 0 else { continue }
            best = (abs(area), originX + x / (3 * area), originY + y / (3 * area))
        }
        return (best.x, best.y)
    }
}
