/// What a scan found.
public struct ScanResult: Hashable, Sendable {
    /// Cases in the history.
    public let cases: Int
    /// Cells that have any.
    public let cells: Int
    /// Permutations that were looked at: as many as asked for, or fewer after an early stop.
    public let replications: Int
    /// Whether it stopped early (`ScanSettings.stopAfter`).
    public let stoppedEarly: Bool
    /// Clusters without a cell in common, the most likely first; empty where nothing exceeds its share.
    public let clusters: [ScanCluster]
    /// The largest ratio of each permutation, in order.
    public let maxima: [Double]
    /// The distribution fitted to them.
    public let gumbel: GumbelTail?
}
