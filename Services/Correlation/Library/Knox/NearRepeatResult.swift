/// Tables of close pairs, as Knox (1964) and the near-repeat literature (Johnson et al. 2007; Ratcliffe and Rengert 2008) read them.
public struct NearRepeatResult: Hashable, Sendable {
    /// Pairs of one band of distance and one of time, or of all up to them.
    public struct Entry: Hashable, Sendable {
        /// Pairs that are.
        public let observed: Int
        /// Pairs that there would be if the days were dealt among the events at random: exactly pairs close in space times pairs close in
        /// time over all pairs.
        public let expected: Double
        /// Monte-Carlo rank: (permutations with as many + 1) / (permutations + 1).
        public let pValue: Double

        /// How many times as many; nil where none is expected.
        public var ratio: Double? { expected > 0 ? Double(observed) / expected : nil }
    }

    /// Events.
    public let events: Int
    /// Pairs of them, near and far.
    public let pairs: Int
    /// Permutations.
    public let replications: Int
    /// Upper edges of the distance bands, metres.
    public let distances: [Double]
    /// Upper edges of the time bands, days.
    public let spans: [Int]
    /// `bands[distance][span]`: pairs within both bands.
    public let bands: [[Entry]]
    /// `knox[distance][span]`: Knox's statistic, pairs up to both edges.
    public let knox: [[Entry]]
}
