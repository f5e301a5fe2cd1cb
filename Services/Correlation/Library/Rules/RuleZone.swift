import Domain

/// A named part of the territory.
public struct RuleZone: Sendable, Hashable {
    /// Where it lies.
    public enum Shape: Sendable, Hashable {
        /// Degrees and metres.
        case circle(latitude: Double, longitude: Double, radius: Double)
        /// Corners in degrees, in order; it closes itself.
        case polygon(latitudes: [Double], longitudes: [Double])
        /// INSPIRE codes; cells inside them belong to them.
        case cells([String])
        /// In the plane of the grid, metres.
        case box(west: Double, south: Double, east: Double, north: Double)
    }

    /// Unique among the zones.
    public let name: String
    /// Where it lies.
    public let shape: Shape

    /// A named zone.
    public init(name: String, shape: Shape) {
        self.name = name
        self.shape = shape
    }
}

/// A zone in metres of the grid's plane.
struct PlacedZone: Sendable {
    private enum Shape: Sendable {
        case circle(east: Double, north: Double, squaredRadius: Double)
        case polygon(easts: [Double], norths: [Double])
        case boxes([(west: Double, south: Double, east: Double, north: Double)])
    }

    let name: String
    private let shape: Shape

    /// A zone in degrees on no plane contains nothing.
    init(_ zone: RuleZone, grid: Grid?) {
        name = zone.name
        let plane = grid.map { EqualAreaPlane($0.plane) }
        switch zone.shape {
        case .circle(let latitude, let longitude, let radius):
            let centre = plane?.project(latitude: latitude, longitude: longitude)
            shape = centre.map { .circle(east: $0.easting, north: $0.northing, squaredRadius: radius * radius) } ?? .boxes([])
        case .polygon(let latitudes, let longitudes):
            let corners = plane.map { plane in zip(latitudes, longitudes).map { plane.project(latitude: $0, longitude: $1) } } ?? []
            shape = .polygon(easts: corners.map(\.easting), norths: corners.map(\.northing))
        case .cells(let codes):
            shape = .boxes(
                codes.compactMap { code in
                    guard let grid, let cell = grid.cell(inspireCode: code) else { return nil }
                    let size = grid.size(atLevel: cell.level)
                    let (west, south) = (Double(cell.column) * size, Double(cell.row) * size)
                    return (west, south, west + size, south + size)
                })
        case .box(let west, let south, let east, let north): shape = .boxes([(west, south, east, north)])
        }
    }

    func contains(east: Double, north: Double) -> Bool {
        switch shape {
        case .circle(let x, let y, let squaredRadius):
            return (east - x) * (east - x) + (north - y) * (north - y) <= squaredRadius
        case .boxes(let boxes):
            return boxes.contains { east >= $0.west && east < $0.east && north >= $0.south && north < $0.north }
        case .polygon(let easts, let norths):
            // Crossings of a ray eastwards: odd is inside.
            var inside = false
            var previous = easts.count - 1
            for corner in easts.indices {
                if (norths[corner] > north) != (norths[previous] > north) {
                    let slope = (easts[previous] - easts[corner]) / (norths[previous] - norths[corner])
                    if east < easts[corner] + slope * (north - norths[corner]) { inside.toggle() }
                }
                previous = corner
            }
            return inside
        }
    }
}
