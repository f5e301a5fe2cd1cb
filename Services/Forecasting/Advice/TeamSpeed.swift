/// How fast a team moves across the territory, metres a second as the crow flies.
public struct TeamSpeed: Hashable, Sendable {
    /// Metres a second.
    public var metresPerSecond: Double

    /// A speed in metres a second.
    public init(metresPerSecond: Double) { self.metresPerSecond = metresPerSecond }
}
