import Domain
import Foundation

/// Lambert azimuthal equal-area on GRS80, forwards (Snyder, Map Projections: A Working Manual, 1987, eqs 3-11, 3-12, 24-17 to 24-20):
/// for zones that are written in degrees. Positions of the hot path are projected by PROJ before they come here; the two agree to a millimetre.
struct EqualAreaPlane: Sendable {
    private static let radius = 6_378_137.0
    private static let flattening = 1 / 298.257_222_101
    private static let squared = flattening * (2 - flattening)
    private static let eccentricity = squared.squareRoot()

    private let longitude: Double
    private let sine: Double
    private let cosine: Double
    private let scale: Double
    private let polar = EqualAreaPlane.q(1)
    private let easting: Double
    private let northing: Double

    init(_ plane: Grid.Plane) {
        let centre: Double
        switch plane {
        case .european: (centre, longitude, easting, northing) = (52 * .pi / 180, 10 * .pi / 180, 4_321_000, 3_210_000)
        case .centred(let latitude, let degrees):
            (centre, longitude, easting, northing) = (latitude * .pi / 180, degrees * .pi / 180, 0, 0)
        }
        let authalic = asin(min(1, max(-1, EqualAreaPlane.q(sin(centre)) / polar)))
        sine = sin(authalic)
        cosine = cos(authalic)
        let m = cos(centre) / (1 - EqualAreaPlane.squared * sin(centre) * sin(centre)).squareRoot()
        scale = EqualAreaPlane.radius * m / ((polar / 2).squareRoot() * EqualAreaPlane.radius * cosine)
    }

    /// Metres of the plane.
    func project(latitude: Double, longitude degrees: Double) -> (easting: Double, northing: Double) {
        let q = EqualAreaPlane.q(sin(latitude * .pi / 180))
        let sphere = EqualAreaPlane.radius * (polar / 2).squareRoot()
        let authalicSine = min(1, max(-1, q / polar))
        let authalicCosine = (1 - authalicSine * authalicSine).squareRoot()
        let turn = degrees * .pi / 180 - longitude
        let b = sphere * (2 / (1 + sine * authalicSine + cosine * authalicCosine * cos(turn))).squareRoot()
        return (
            easting + b * scale * authalicCosine * sin(turn),
            northing + b / scale * (cosine * authalicSine - sine * authalicCosine * cos(turn))
        )
    }

    private static func q(_ sine: Double) -> Double {
        let product = eccentricity * sine
        return (1 - squared) * (sine / (1 - squared * sine * sine) - log((1 - product) / (1 + product)) / (2 * eccentricity))
    }
}

/// Degrees in the European plane, for tests that rules files carry.
public enum RulePlane {
    /// Easting and northing in EPSG:3035, metres.
    public static func european(latitude: Double, longitude: Double) -> (Double, Double) {
        let point = EqualAreaPlane(.european).project(latitude: latitude, longitude: longitude)
        return (point.easting, point.northing)
    }
}
