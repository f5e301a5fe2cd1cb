import Domain
import Foundation

/// The ground the city stands on: its bounds, its coast, and where people live when they are at no place in particular.
enum Ground {
    /// Inside the bounds of `marseille` in the register.
    static let bounds = Bounds(south: 43.17, west: 5.23, north: 43.39, east: 5.53)

    /// Metres a degree of latitude.
    private static let metresNorth = 111_120.0
    /// Metres a degree of longitude at 43.3 N.
    private static let metresEast = 80_870.0

    /// Where the sea ends going east, by latitude: a rough line.
    private static let coast: [(latitude: Double, longitude: Double)] = [
        (43.160, 5.400), (43.215, 5.355), (43.240, 5.365), (43.258, 5.371), (43.270, 5.362), (43.280, 5.352), (43.292, 5.355),
        (43.300, 5.362), (43.330, 5.352), (43.355, 5.315), (43.365, 5.290), (43.400, 5.290),
    ]

    /// Districts: centre, spread in metres and share of the people.
    private static let districts: [(latitude: Double, longitude: Double, spread: Double, share: Double)] = [
        (43.298, 5.382, 600, 0.10), (43.305, 5.395, 800, 0.09), (43.311, 5.383, 800, 0.09), (43.307, 5.401, 900, 0.08),
        (43.293, 5.401, 800, 0.08), (43.287, 5.382, 700, 0.08), (43.284, 5.366, 700, 0.05), (43.265, 5.390, 1_200, 0.10),
        (43.247, 5.405, 1_500, 0.08), (43.282, 5.412, 1_000, 0.06), (43.289, 5.450, 1_800, 0.05), (43.310, 5.435, 1_300, 0.05),
        (43.333, 5.415, 1_400, 0.06), (43.335, 5.387, 1_300, 0.05), (43.353, 5.370, 1_400, 0.05), (43.362, 5.330, 1_200, 0.03),
    ]

    private static let cumulativeShares: [Double] = districts.reduce(into: []) { $0.append(($0.last ?? 0) + $1.share) }

    /// Whether a point is in the bounds and not in the sea.
    static func holds(latitude: Double, longitude: Double) -> Bool {
        guard bounds.contains(latitude: latitude, longitude: longitude) else { return false }
        for (below, above) in zip(coast, coast.dropFirst()) where latitude >= below.latitude && latitude <= above.latitude {
            let part = (latitude - below.latitude) / (above.latitude - below.latitude)
            return longitude >= below.longitude + part * (above.longitude - below.longitude)
        }
        return false
    }

    /// A point scattered around another, metres of standard deviation, on dry ground unless eight tries fail.
    static func scatter(
        latitude: Double, longitude: Double, spread: Double, atSea: Bool = false, using random: inout SplitMix64
    ) -> (latitude: Double, longitude: Double) {
        for _ in 0..<8 {
            let (north, east) = random.gaussianPair()
            let point = (latitude + north * spread / metresNorth, longitude + east * spread / metresEast)
            let fits =
                atSea ? bounds.contains(latitude: point.0, longitude: point.1) : holds(latitude: point.0, longitude: point.1)
            if fits { return point }
        }
        return (latitude, longitude)
    }

    /// Somewhere people live.
    static func anywhere(using random: inout SplitMix64) -> (latitude: Double, longitude: Double) {
        let district = districts[random.index(inCumulative: cumulativeShares)]
        return scatter(latitude: district.latitude, longitude: district.longitude, spread: district.spread, using: &random)
    }

    /// Metres between two points of the city, flat-earth.
    static func distance(_ a: (latitude: Double, longitude: Double), _ b: (latitude: Double, longitude: Double)) -> Double {
        let north = (a.latitude - b.latitude) * metresNorth
        let east = (a.longitude - b.longitude) * metresEast
        return (north * north + east * east).squareRoot()
    }
}
