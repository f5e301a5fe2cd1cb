/// A place that people have a name for: an area with a code, or a point of the gazetteer.
public struct NamedPlace: Hashable, Sendable {
    /// Where it is, WGS 84 degrees.
    public enum Shape: Hashable, Sendable {
        /// Outer rings: longitude, latitude, ...
        case area([[Double]])
        case point(longitude: Double, latitude: Double)
    }

    /// Of an area: the zone's code in alerts and filters; of a point it may be empty.
    public var code: String
    /// In French.
    public var french: String
    /// In English.
    public var english: String
    /// Where it is.
    public var shape: Shape

    /// A place with its names.
    public init(code: String, french: String, english: String, shape: Shape) {
        self.code = code
        self.french = french
        self.english = english
        self.shape = shape
    }
}
