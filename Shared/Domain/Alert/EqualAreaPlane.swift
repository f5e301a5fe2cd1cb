#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Degrees to metres of a grid's plane, in closed form: Lambert azimuthal equal-area on GRS80 (Snyder, Map Projections: A Working Manual,
/// USGS 1395, 1987, formulas 3-11, 3-12, 24-17 to 24-20). PROJ does the same to less than a millimetre; this one needs no library, so that
/// whoever holds a filter can place it.
struct EqualAreaPlane: Sendable {
    private static let semiMajor = 6_378_137.0
    private static let flattening = 1 / 298.257_222_101
    private static let eccentricity2 = flattening * (2 - flattening)
    private static let eccentricity = eccentricity2.squareRoot()
    private static let polar = q(1)

    private let longitude: Double
    private let sine: Double
    private let cosine: Double
    private let radius: Double
    private let stretch: Double
    private let falseEasting: Double
    private let falseNorthing: Double

    init(_ plane: Grid.Plane) {
        let latitude: Double
        switch plane {
        case .european: (latitude, longitude, falseEasting, falseNorthing) = (52, 10, 4_321_000, 3_210_000)
        case .centred(let centre, let meridian): (latitude, longitude, falseEasting, falseNorthing) = (centre, meridian, 0, 0)
        }
        let angle = latitude * .pi / 180
        let authalic = asin(min(max(Self.q(sin(angle)) / Self.polar, -1), 1))
        sine = sin(authalic)
        cosine = cos(authalic)
        radius = Self.semiMajor * (Self.polar / 2).squareRoot()
        let parallel = cos(angle) / (1 - Self.eccentricity2 * sin(angle) * sin(angle)).squareRoot()
        stretch = Self.semiMajor * parallel / (radius * cosine)
    }

    /// The point of a position in degrees; not finite at the antipode, and for a plane centred on a pole.
    func point(longitude: Double, latitude: Double) -> (easting: Double, northing: Double) {
        let ratio = min(max(Self.q(sin(latitude * .pi / 180)) / Self.polar, -1), 1)
        let (upward, across) = (ratio, (1 - ratio * ratio).squareRoot())
        let turn = (longitude - self.longitude) * .pi / 180
        let scale = radius * (2 / (1 + sine * upward + cosine * across * cos(turn))).squareRoot()
        return (
            falseEasting + scale * stretch * across * sin(turn),
            falseNorthing + scale / stretch * (cosine * upward - sine * across * cos(turn))
        )
    }

    private static func q(_ sine: Double) -> Double {
        let wave = eccentricity * sine
        return (1 - eccentricity2) * (sine / (1 - wave * wave) - log((1 - wave) / (1 + wave)) / (2 * eccentricity))
    }
}

extension Grid {
    /// The point of the plane (metres) of a position in WGS 84 degrees, without PROJ; not finite where there is none. For shapes and names;
    /// observations are placed by `Projection`.
    public func point(longitude: Double, latitude: Double) -> (easting: Double, northing: Double) {
        EqualAreaPlane(plane).point(longitude: longitude, latitude: latitude)
    }
}
