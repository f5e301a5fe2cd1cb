/// The prospective space-time permutation scan: which circle of cells had more cases in the last days than its own past and the city's
/// last days explain, and how sure that is (Kulldorff et al. 2005, PLoS Medicine 2:e59). It needs counts alone, no population.
///
/// - Circles stand on the centre of each cell that has cases and take cells in by the distance of their centres, a whole ring of equal
///   distance at a time, up to the largest radius. Windows are the last 1, 2 ... days.
/// - A p-value is the rank of a cluster's ratio among the largest ratios of permutations, in which the days are dealt anew among the cases:
///   each cell keeps its cases, each day keeps its cases. So a busy cell, a busy day and a season are no clusters.
///
/// ```swift
/// let scan = try SpaceTimeScan(cases, lastDay: day, settings: ScanSettings(seed: 7))
/// let result = await scan.run(width: 2)
/// ```
///
/// How it is fast: the expectation of a circle and window is the same in every permutation, so a threshold on the count replaces the ratio;
/// only cases of the last days are drawn; 64 permutations are counted at once, a byte each. Work: members of all circles x windows x
/// permutations / 64. Memory: 64 bytes a cell and window for each thread, and 6 bytes a member of a circle (cells x cells within the
/// radius) up to `keptMembers`; beyond that circles are laid out anew for each batch.
public struct SpaceTimeScan: Sendable {
    /// Permutations that are counted together, and the unit of a budget.
    public static let batch = ScanLanes.count
    /// Members of circles that are kept between batches, 100 MB at most.
    static let keptMembers = 1 << 24
    /// Counts and thresholds of one thread at most.
    static let mostMegabytes = 4_096
    /// Members of a block.
    static let blockMembers = 1 << 21

    /// What is looked for.
    public let settings: ScanSettings
    /// The last day of the history and of every window.
    public let lastDay: Int32
    /// The clusters in the cases as they are, the most likely first; p-values are 1 until permutations are run.
    public private(set) var clusters: [ScanCluster]
    let cells: CaseCells
    let statistic: ScanStatistic
    private let blocks: [CircleBlock]
    /// Centres of the blocks that are not kept.
    private let ranges: [Range<Int>]
    private let finder: CircleFinder
    private let largest: Int
    private let mostCases: Int

    /// Counts the cases of the `historyDays` days that end with `lastDay`, and finds their clusters. Other days are left aside.
    public init(_ cases: ScanCases, lastDay: Int32, settings: ScanSettings) throws(ScanError) {
        try settings.validate()
        self.settings = settings
        self.lastDay = lastDay
        let cells = try CaseCells(cases, lastDay: lastDay, historyDays: settings.historyDays, windows: settings.windows)
        self.cells = cells
        let statistic = ScanStatistic(total: cells.total, windowTotals: cells.windowTotals)
        self.statistic = statistic
        mostCases = Int((settings.maximumShare * Double(cells.total)).rounded(.down))
        finder = CircleFinder(cells, squaredReach: settings.squaredReach)
        var layout = CircleLayout(finder: finder, mostCases: mostCases)
        let all = layout.everything(cells, keeping: SpaceTimeScan.keptMembers, each: SpaceTimeScan.blockMembers)
        blocks = all.kept
        ranges = all.ranges
        largest = all.largest
        let megabytes = cells.windows * (cells.slotCases.count * ScanLanes.count + largest * ScanThresholds.bytesEach) >> 20
        guard megabytes <= SpaceTimeScan.mostMegabytes else { throw .tooLarge(megabytes: megabytes, most: SpaceTimeScan.mostMegabytes) }
        clusters = []
        clusters = observedClusters()
    }

    /// Cases in the history.
    public var caseCount: Int { cells.total }
    /// Cells that have any.
    public var cellCount: Int { cells.count }
    /// Batches that `settings.replications` make.
    public var batches: Int { (settings.replications + SpaceTimeScan.batch - 1) / SpaceTimeScan.batch }

    /// Gives all circles, block by block.
    func visitBlocks(_ visit: (CircleBlock) -> Void) {
        for block in blocks { visit(block) }
        guard !ranges.isEmpty else { return }
        var layout = CircleLayout(finder: finder, mostCases: mostCases)
        for range in ranges { visit(layout.block(of: range, cells)) }
    }

    /// A search for the maxima of permutations; one for each thread.
    func search() -> MaximumSearch { MaximumSearch(cells, statistic: statistic, largest: largest) }

    /// The clusters in the cases as they are.
    private func observedClusters() -> [ScanCluster] {
        guard largest > 0 else { return [] }
        var layout = CircleLayout(finder: finder, mostCases: mostCases)
        var clusters: [ScanCluster] = []
        // A second look, at everything, only where the first found too few: most circles are below 3 and cost a logarithm each.
        for floor in [3, Double.leastNormalMagnitude] {
            clusters.removeAll()
            var search = ClusterSearch(cells, statistic: statistic, largest: largest, floor: floor)
            var candidates: [ClusterSearch.Candidate] = []
            visitBlocks { block in
                for place in 0..<block.centres.count {
                    if let best = search.best(block, place: place) { candidates.append(best) }
                }
            }
            search.take(from: candidates, layout: &layout, most: settings.maximumClusters) { candidate, members in
                clusters.append(cluster(candidate, members))
            }
            if clusters.count == settings.maximumClusters { break }
        }
        return clusters
    }

    private func cluster(_ candidate: ClusterSearch.Candidate, _ members: [Int]) -> ScanCluster {
        ScanCluster(
            centre: place(candidate.centre), radius: Double(candidate.squaredRadius).squareRoot() * settings.cellSize,
            firstDay: lastDay - Int32(candidate.window), lastDay: lastDay, observed: candidate.observed,
            expected: statistic.expected(candidate.cases, window: candidate.window), logLikelihoodRatio: candidate.ratio, pValue: 1,
            gumbelPValue: nil, cells: members.map(place))
    }

    private func place(_ cell: Int) -> ScanCluster.Place { ScanCluster.Place(column: cells.columns[cell], row: cells.rows[cell]) }
}
