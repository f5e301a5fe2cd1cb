import Foundation

/// DFCI squares (défense de la forêt contre l'incendie), in which French wildfires are located: `KD42A1` is a square of 2 km.
///
/// Two letters for 100 km (Lambert II étendu; I and J are left out), two even digits for 20 km, a letter and a digit for 2 km (IGN, *Carroyage
/// DFCI*). Lambert II étendu to the NTF by the inverse conformal conic projection, then to WGS 84 by IGN's three-parameter shift
/// (-168, -60, +320 m; NTG 80): a few metres, in squares of two kilometres.
enum ForestFireSquare {
    /// Metres, one standard deviation of a uniform square of 2 km.
    static let accuracy: Float = 577

    /// The middle of a square of 2 km (6 characters), or of 20 km (4 characters); nil where the code is none.
    static func centre(of code: String) -> (latitude: Double, longitude: Double)? {
        let letters = Array("ABCDEFGHKLMN".utf8)
        let bytes = Array(code.uppercased().utf8)
        // A seventh character names a part of the square of 2 km, 1 to 5: its middle is near enough.
        if bytes.count == 7, !(49...53).contains(bytes[6]) { return nil }
        guard [4, 6, 7].contains(bytes.count), let column = letters.firstIndex(of: bytes[0]), let row = letters.firstIndex(of: bytes[1]),
            let wide = even(bytes[2]), let high = even(bytes[3])
        else { return nil }
        var x = Double(column) * 100_000 + Double(wide / 2) * 20_000
        var y = 1_500_000 + Double(row) * 100_000 + Double(high / 2) * 20_000
        guard bytes.count > 4 else { return degrees(x: x + 10_000, y: y + 10_000) }
        guard let fine = letters.firstIndex(of: bytes[4]), fine < 10, case let step = Int(bytes[5]) - 48, (0..<10).contains(step) else {
            return nil
        }
        x += Double(fine) * 2_000 + 1_000
        y += Double(step) * 2_000 + 1_000
        return degrees(x: x, y: y)
    }

    private static func even(_ byte: UInt8) -> Int? {
        let digit = Int(byte) - 48
        return (0..<10).contains(digit) && digit % 2 == 0 ? digit : nil
    }

    /// Clarke 1880 IGN.
    private static let ntf = (axis: 6_378_249.2, eccentricity: 0.082_483_256_76)
    /// GRS 80, which WGS 84 shares but for a tenth of a millimetre.
    private static let grs = (axis: 6_378_137.0, eccentricity: 0.081_819_191_042_8)

    /// Lambert II étendu to WGS 84.
    static func degrees(x: Double, y: Double) -> (latitude: Double, longitude: Double) {
        let exponent = 0.728_968_627_4
        let dx = x - 600_000
        let dy = 8_199_695.768 - y
        let radius = (dx * dx + dy * dy).squareRoot()
        // Paris lies 2°20'14.025" east of Greenwich.
        let longitude = atan2(dx, dy) / exponent + 0.040_792_344_33
        let latitude = latitude(isometric: -log(radius / 11_745_793.39) / exponent, ntf.eccentricity)
        let square = ntf.eccentricity * ntf.eccentricity
        let normal = ntf.axis / (1 - square * sin(latitude) * sin(latitude)).squareRoot()
        return geodetic(
            normal * cos(latitude) * cos(longitude) - 168, normal * cos(latitude) * sin(longitude) - 60,
            normal * (1 - square) * sin(latitude) + 320)
    }

    private static func latitude(isometric: Double, _ eccentricity: Double) -> Double {
        var latitude = 2 * atan(exp(isometric)) - .pi / 2
        for _ in 0..<8 {
            let part = eccentricity * sin(latitude)
            latitude = 2 * atan(pow((1 + part) / (1 - part), eccentricity / 2) * exp(isometric)) - .pi / 2
        }
        return latitude
    }

    /// Cartesian to geodetic on GRS 80, near the ground.
    private static func geodetic(_ x: Double, _ y: Double, _ z: Double) -> (latitude: Double, longitude: Double) {
        let square = grs.eccentricity * grs.eccentricity
        let across = (x * x + y * y).squareRoot()
        var latitude = atan2(z, across * (1 - square))
        for _ in 0..<6 {
            let normal = grs.axis / (1 - square * sin(latitude) * sin(latitude)).squareRoot()
            latitude = atan2(z + square * normal * sin(latitude), across)
        }
        return (latitude * 180 / .pi, atan2(y, x) * 180 / .pi)
    }
}
