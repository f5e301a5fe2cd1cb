/// One thing leads another: after more of the leader, the follower is more (or less) frequent than season, rhythm and its own past explain.
public struct Association: Sendable, Hashable {
    /// Where it holds.
    public enum Place: Sendable, Hashable {
        /// Counts of the whole territory.
        case territory
        /// Around each of the leader's incidents, metres.
        case nearby(Double)
    }

    /// Name of the category or reading that comes first.
    public var leader: String
    /// The leader is a reading.
    public var leaderIsReading: Bool
    /// Name of the category that comes after.
    public var follower: String
    /// Hours between them.
    public var lagHours: Int
    /// The follower's rate is multiplied by this for one `step` more of the leader.
    public var rateRatio: Double
    /// Lower end of the 95 % interval.
    public var low: Double
    /// Upper end of the 95 % interval.
    public var high: Double
    /// Of no association at this lag.
    public var pValue: Double
    /// Adjusted for all pairs and lags (Benjamini-Hochberg).
    public var qValue: Double
    /// One more incident; for a reading one standard deviation, or from the one to the other of two values.
    public var step: Double
    /// The leader's usual value an hour or day, in its own unit.
    public var usual: Double
    /// Where it holds.
    public var place: Place

    /// An association with all it says.
    public init(
        leader: String, leaderIsReading: Bool, follower: String, lagHours: Int, rateRatio: Double, low: Double, high: Double,
        pValue: Double, qValue: Double, step: Double, usual: Double, place: Place
    ) {
        self.leader = leader
        self.leaderIsReading = leaderIsReading
        self.follower = follower
        self.lagHours = lagHours
        self.rateRatio = rateRatio
        self.low = low
        self.high = high
        self.pValue = pValue
        self.qValue = qValue
        self.step = step
        self.usual = usual
        self.place = place
    }
}
