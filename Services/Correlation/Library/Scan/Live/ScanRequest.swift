import Domain

/// A scan that is due: a category's cases, ready to run, and how to read what it finds. A value: it may run on another thread, later, or
/// twice.
public struct ScanRequest: Hashable, Sendable {
    /// Of the cases.
    public let category: Category
    /// Wall-clock seconds since 1970 local: the history and every window end here, exclusive.
    public let localEnd: Int64
    /// Cases by cell and day; cells are numbered in halves of the finest cell, days from an arbitrary one.
    public let cases: ScanCases
    /// With the territory's cell size, and a seed of the category's and the hour's own.
    public let settings: ScanSettings

    /// The number of the last day in `cases`.
    static let lastDay: Int32 = 0

    /// The scan, its clusters found, its permutations not yet run.
    public func scan() throws(ScanError) -> SpaceTimeScan {
        try SpaceTimeScan(cases, lastDay: ScanRequest.lastDay, settings: settings)
    }

    /// The territory's cells of a cluster, of the levels they were reported in, in order.
    public func cells(of cluster: ScanCluster) -> [Cell] {
        cluster.cells.map { ScanPlace(column: $0.column, row: $0.row).cell }.sorted()
    }

    /// The wall-clock seconds in which a cluster's window begins.
    public func localStart(of cluster: ScanCluster) -> Int64 {
        localEnd - Int64(cluster.lastDay - cluster.firstDay + 1) * 86_400
    }
}
