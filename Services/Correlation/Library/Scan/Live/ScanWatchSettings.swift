/// How a territory is watched for clusters.
public struct ScanWatchSettings: Hashable, Sendable {
    /// Days, circles, permutations; the cell size is the territory's.
    public var scan: ScanSettings
    /// Scans a day, at equal steps of the wall clock from midnight on: 1, 2, 3, 4, 6, 8, 12 or 24. A scan's days are the 24 hours before
    /// it, the 24 hours before those, and so on: each has all hours, so a place that is busy at night is no cluster in the morning.
    public let scansPerDay: Int
    /// Days since the first incident of a category before it is scanned.
    public let leastHistoryDays: Int
    /// Fewer cases in the history are not scanned.
    public let leastCases: Int

    /// Settings; numbers of scans that do not divide the day are brought down to one that does. Permutations stop after 20 exceedances: a
    /// quiet category costs a few dozen of them, and a p-value near the level all.
    public init(
        scan: ScanSettings = ScanSettings(maximumClusters: 10, stopAfter: 20), scansPerDay: Int = 4, leastHistoryDays: Int = 14,
        leastCases: Int = 20
    ) {
        self.scan = scan
        self.scansPerDay = [24, 12, 8, 6, 4, 3, 2].first { $0 <= scansPerDay } ?? 1
        self.leastHistoryDays = max(1, leastHistoryDays)
        self.leastCases = max(1, leastCases)
    }

    /// Seconds of a block, the step between scans.
    var blockLength: Int64 { 86_400 / Int64(scansPerDay) }
    /// Blocks of the history.
    var blocks: Int64 { Int64(scan.historyDays) * Int64(scansPerDay) }
}
