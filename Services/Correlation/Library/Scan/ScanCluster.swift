/// A circle of cells with more cases in the last days than its share.
public struct ScanCluster: Hashable, Sendable {
    /// A cell of a cluster.
    public struct Place: Hashable, Sendable {
        /// Counted eastwards.
        public let column: Int32
        /// Counted northwards.
        public let row: Int32
    }

    /// The cell at whose centre the circle stands.
    public let centre: Place
    /// Metres from there to the centre of the farthest cell with cases; 0 for a cell alone.
    public let radius: Double
    /// First day of the window, days since 1970-01-01.
    public let firstDay: Int32
    /// Last day of the window, itself part of it.
    public let lastDay: Int32
    /// Cases in the circle and window.
    public let observed: Int
    /// Cases there if the days were dealt among the cases at random.
    public let expected: Double
    /// Logarithm of the likelihood ratio.
    public let logLikelihoodRatio: Double
    /// Monte-Carlo rank: (permutations with as large a ratio somewhere + 1) / (permutations + 1); 1 without permutations.
    public internal(set) var pValue: Double
    /// By the Gumbel distribution fitted to the permutations' maxima: finer than one in the number of permutations; nil with fewer than 20.
    public internal(set) var gumbelPValue: Double?
    /// Its cells that have cases in the history, the centre first, then by distance, row and column.
    public let cells: [Place]
}
