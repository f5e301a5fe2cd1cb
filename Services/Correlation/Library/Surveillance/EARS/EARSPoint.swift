/// What EARS says of one point of a series.
public struct EARSPoint: Sendable, Hashable {
    /// The count above which the point is unusual; nil where the past is too short or a point is missing.
    public let upper: Double?
    /// Whether the point lies above it.
    public let alarm: Bool

    /// Nothing can be said.
    public static let unknown = EARSPoint(upper: nil, alarm: false)
}
