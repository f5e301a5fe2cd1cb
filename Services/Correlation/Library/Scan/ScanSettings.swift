/// What a prospective space-time permutation scan looks for.
public struct ScanSettings: Hashable, Sendable {
    /// Width of a cell, metres.
    public var cellSize: Double
    /// Radius of the widest circle, metres; 0 looks at single cells.
    public var maximumRadius: Double
    /// Share of all cases that a circle may hold, more than 0 and at most 1 (no limit).
    public var maximumShare: Double
    /// Days of history, the last day included; at least 1.
    public var historyDays: Int
    /// Days of the longest window; windows are the last 1, 2 ... of them. Never more than the history.
    public var maximumWindow: Int
    /// Permutations; 999 gives p-values from 0.001 up.
    public var replications: Int
    /// The same seed and the same cases give the same p-values, whatever the number of threads.
    public var seed: UInt64
    /// Clusters returned at most, the most likely first.
    public var maximumClusters: Int
    /// Stops once so many permutations reached the most likely cluster's ratio (Besag and Clifford 1991); nil never stops early.
    public var stopAfter: Int?

    /// Days of the longest history: ten years.
    public static let mostHistoryDays = 3_660
    /// Days of the longest window.
    public static let mostWindowDays = 366
    /// Permutations at most.
    public static let mostReplications = 1_000_000

    /// Settings; the defaults are those of daily surveillance: 60 days, a week, 2 km, 999 permutations.
    public init(
        cellSize: Double = 250, maximumRadius: Double = 2_000, maximumShare: Double = 1, historyDays: Int = 60, maximumWindow: Int = 7,
        replications: Int = 999, seed: UInt64 = 1, maximumClusters: Int = 100, stopAfter: Int? = nil
    ) {
        self.cellSize = cellSize
        self.maximumRadius = maximumRadius
        self.maximumShare = maximumShare
        self.historyDays = historyDays
        self.maximumWindow = maximumWindow
        self.replications = replications
        self.seed = seed
        self.maximumClusters = maximumClusters
        self.stopAfter = stopAfter
    }

    /// Days of the longest window that the history can hold.
    var windows: Int { min(maximumWindow, historyDays) }

    /// The largest squared distance, in cells, of a cell from its circle's centre.
    ///
    /// A radius that is a whole number of cells must take the ring at that distance, however the division is rounded.
    var squaredReach: Int64 {
        let cells = maximumRadius / cellSize
        return Int64(min(cells * cells * (1 + 1e-12) + 1e-9, 4e18))
    }

    /// Checks what the science needs.
    public func validate() throws(ScanError) {
        func require(_ holds: Bool, _ name: String, _ value: some CustomStringConvertible, _ allowed: String) throws(ScanError) {
            if !holds { throw .badSetting(name: name, value: value.description, allowed: allowed) }
        }
        try require(cellSize.isFinite && cellSize > 0, "cell size", cellSize, "more than 0 metres")
        try require(maximumRadius.isFinite && maximumRadius >= 0, "largest radius", maximumRadius, "0 metres or more")
        try require(maximumShare > 0 && maximumShare <= 1, "largest share of cases", maximumShare, "more than 0 and at most 1")
        try require(
            (1...ScanSettings.mostHistoryDays).contains(historyDays), "history", historyDays, "1 ... \(ScanSettings.mostHistoryDays) days")
        try require(
            (1...ScanSettings.mostWindowDays).contains(maximumWindow), "longest window", maximumWindow,
            "1 ... \(ScanSettings.mostWindowDays) days")
        try require(
            (0...ScanSettings.mostReplications).contains(replications), "replications", replications,
            "0 ... \(ScanSettings.mostReplications)")
        try require(maximumClusters >= 1, "number of clusters", maximumClusters, "at least 1")
        try require((stopAfter ?? 1) >= 1, "number of exceedances to stop after", stopAfter ?? 1, "at least 1")
    }
}
