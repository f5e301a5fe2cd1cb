/// A direction of eight and a distance, from the middle of the territory.
struct Bearing: Sendable {
    let french: String
    let english: String

    private static let directions: [(french: String, english: String)] = [
        ("à l'est", "east"), ("au nord-est", "north-east"), ("au nord", "north"), ("au nord-ouest", "north-west"), ("à l'ouest", "west"),
        ("au sud-ouest", "south-west"), ("au sud", "south"), ("au sud-est", "south-east"),
    ]

    /// Metres eastwards and northwards.
    init(east: Double, north: Double) {
        let distance = (east * east + north * north).squareRoot()
        guard distance.isFinite, distance >= 150 else {
            (french, english) = ("au centre", "in the centre")
            return
        }
        // Eighths without an arctangent: a direction is along an axis where the other part is under tan 22.5° of it.
        let (flatEast, flatNorth) = (abs(east) < 0.414_213_56 * abs(north), abs(north) < 0.414_213_56 * abs(east))
        let index =
            flatNorth
            ? (east > 0 ? 0 : 4)
            : flatEast ? (north > 0 ? 2 : 6) : north > 0 ? (east > 0 ? 1 : 3) : (east > 0 ? 7 : 5)
        let direction = Bearing.directions[index]
        let tenths = Int64((distance / 100).rounded())
        let (whole, rest) = (tenths / 10, tenths % 10)
        french = "\(rest == 0 ? "\(whole)" : "\(whole),\(rest)") km \(direction.french) du centre"
        english = "\(rest == 0 ? "\(whole)" : "\(whole).\(rest)") km \(direction.english) of the centre"
    }
}
