import Foundation

/// GRS80, written down independently of PROJ.
enum Ellipsoid {
    static let semiMajorAxis = 6_378_137.0
    static let flattening = 1 / 298.257222101
    static let squaredEccentricity = flattening * (2 - flattening)

    /// Square metres between two parallels, over a width in degrees of longitude (Snyder 1987, from equation 3-12):
    /// b² Δλ/2 [sin φ / (1 − e² sin² φ) + artanh(e sin φ) / e], from south to north.
    static func area(south: Double, north: Double, width: Double) -> Double {
        let semiMinorAxis = semiMajorAxis * (1 - flattening)
        return semiMinorAxis * semiMinorAxis / 2 * (width * .pi / 180) * (authalic(north) - authalic(south))
    }

    private static func authalic(_ latitude: Double) -> Double {
        let sine = sin(latitude * .pi / 180)
        let eccentricity = squaredEccentricity.squareRoot()
        return sine / (1 - squaredEccentricity * sine * sine) + atanh(eccentricity * sine) / eccentricity
    }

    /// Lambert azimuthal equal-area, EPSG method 9820, as `eval_forecast.py` computes it: metres east and north of the centre.
    static func project(latitude: Double, longitude: Double, centre: (latitude: Double, longitude: Double))
        -> (east: Double, north: Double)
    {
        let e2 = squaredEccentricity
        let q = { (latitude: Double) in (1 - e2) * authalic(latitude) }
        let polar = q(90)
        let (beta, beta0) = (asin(q(latitude) / polar), asin(q(centre.latitude) / polar))
        let radius = semiMajorAxis * (polar / 2).squareRoot()
        let phi0 = centre.latitude * .pi / 180
        let d = semiMajorAxis * cos(phi0) / (1 - e2 * sin(phi0) * sin(phi0)).squareRoot() / (radius * cos(beta0))
        let angle = (longitude - centre.longitude) * .pi / 180
        let k = radius * (2 / (1 + sin(beta0) * sin(beta) + cos(beta0) * cos(beta) * cos(angle))).squareRoot()
        return (k * d * cos(beta) * sin(angle), k / d * (cos(beta0) * sin(beta) - sin(beta0) * cos(beta) * cos(angle)))
    }
}
