/// How far a team comes in a time, from cell to cell.
public struct TeamSpeed: Hashable, Sendable {
    /// Metres a second on the way.
    public var metresPerSecond: Double
    /// How much longer the way is than the crow's flight, at least 1.
    public var detour: Double

    /// A speed; by default 25 km/h in town and ways 1.3 times the crow's flight.
    public init(metresPerSecond: Double = 7, detour: Double = 1.3) {
        self.metresPerSecond = max(0.1, metresPerSecond)
        self.detour = max(1, detour)
    }

    /// Metres as the crow flies that are reached within some minutes.
    public func reach(minutes: Double) -> Double { max(0, minutes) * 60 * metresPerSecond / detour }
}
