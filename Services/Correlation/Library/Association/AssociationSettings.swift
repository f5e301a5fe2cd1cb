/// How associations are sought.
public struct AssociationSettings: Sendable, Hashable {
    /// What part of the associations returned may be false on average.
    public var discoveryRate: Double
    /// Hours by which a leader comes first, where hours are known.
    public var lagHours: [Int]
    /// Days by which a leader comes first, where only days are known.
    public var lagDays: [Int]
    /// Fewer events of a category are too few.
    public var minimumEvents: Int
    /// Metres that count as nearby; 0 for the territory as a whole only.
    public var radius: Double

    /// The usual settings, or some of them otherwise.
    public init(
        discoveryRate: Double = 0.05, lagHours: [Int] = Array(0...24) + [30, 36, 42, 48, 72], lagDays: [Int] = Array(0...7),
        minimumEvents: Int = 30, radius: Double = 500
    ) {
        self.discoveryRate = min(max(discoveryRate, 1e-9), 1)
        self.lagHours = lagHours.filter { $0 >= 0 }
        self.lagDays = lagDays.filter { $0 >= 0 }
        self.minimumEvents = max(minimumEvents, 5)
        self.radius = max(radius, 0)
    }
}
