import Foundation

/// Lambert 93 (EPSG:2154), the plane in which French municipal software writes coordinates, to WGS 84.
///
/// Inverse of the Lambert conformal conic projection with two standard parallels (44° and 49°) on GRS 80: IGN, *Algorithmes nécessaires à la
/// projection conique conforme de Lambert*, NTG 71, ALG0004 and ALG0002, with IGN's constants. RGF 93 is taken for WGS 84 (they differ by less
/// than a metre). Error against PROJ within mainland France: under a millimetre.
enum Lambert93 {
    private static let exponent = 0.7256077650532670
    private static let constant = 11_754_255.4260960
    private static let poleX = 700_000.0
    private static let poleY = 12_655_612.0498760
    private static let eccentricity = 0.0818191910428158
    /// Longitude of Greenwich's third degree east, radians.
    private static let meridian = 3 * Double.pi / 180

    /// Where the projection is meant to be used, metres: mainland France and Corsica with a margin.
    private static let x = 0.0...1_300_000.0
    private static let y = 6_000_000.0...7_200_000.0

    /// Degrees of WGS 84 from metres; nil where they lie outside France or are no numbers.
    static func degrees(x east: Double, y north: Double) -> (latitude: Double, longitude: Double)? {
        guard x.contains(east), y.contains(north) else { return nil }
        let dx = east - poleX
        let dy = poleY - north
        let radius = (dx * dx + dy * dy).squareRoot()
        let longitude = meridian + atan2(dx, dy) / exponent
        let isometric = -log(radius / constant) / exponent
        var latitude = 2 * atan(exp(isometric)) - .pi / 2
        // Converges by a factor of e² a step: six steps from anywhere.
        for _ in 0..<8 {
            let part = eccentricity * sin(latitude)
            let factor = pow((1 + part) / (1 - part), eccentricity / 2)
            latitude = 2 * atan(factor * exp(isometric)) - .pi / 2
        }
        return (latitude * 180 / .pi, longitude * 180 / .pi)
    }
}
