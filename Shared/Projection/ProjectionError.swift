/// Why there is no projection.
public enum ProjectionError: Error, Sendable, Hashable {
    /// The plane's centre is not a latitude of -90 ... 90 and a longitude of -180 ... 180 degrees.
    case centreOffTheEarth(latitude: Double, longitude: Double)
    /// PROJ could not be used.
    case unavailable(message: String)
}

extension ProjectionError: CustomStringConvertible {
    /// One sentence of what is wrong and what to do.
    public var description: String {
        switch self {
        case .centreOffTheEarth(let latitude, let longitude):
            "The grid's centre, latitude \(latitude) and longitude \(longitude) degrees, is not on the Earth. Correct it in the register."
        case .unavailable(let message):
            "\(message)."
        }
    }
}
