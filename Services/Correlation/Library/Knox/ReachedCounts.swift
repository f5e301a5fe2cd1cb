/// In how many permutations each entry of the two tables reached what was observed.
struct ReachedCounts: Sendable {
    /// One table: what was observed, and how often as many were reached.
    struct Table: Sendable {
        let observed: [Int]
        var reached: [Int]

        init(_ observed: [Int]) {
            self.observed = observed
            reached = Array(repeating: 0, count: observed.count)
        }
    }

    private let spans: Int
    private(set) var bands: Table
    private(set) var knox: Table

    /// From pairs in each band of distance up to each span: `[distance * spans + span]`.
    init(_ upToSpan: [Int], spans: Int) {
        self.spans = spans
        bands = Table(ReachedCounts.withinBands(upToSpan, spans: spans))
        knox = Table(ReachedCounts.cumulated(upToSpan, spans: spans))
    }

    /// Adds the counts of `lanes` permutations, as `PairTally.count` gives them.
    mutating func add(_ counts: [Int], lanes: Int) {
        for lane in 0..<lanes {
            let upToSpan = bands.observed.indices.map { counts[$0 * PairTally.lanes + lane] }
            let within = ReachedCounts.withinBands(upToSpan, spans: spans)
            let cumulated = ReachedCounts.cumulated(upToSpan, spans: spans)
            for place in within.indices {
                if within[place] >= bands.observed[place] { bands.reached[place] += 1 }
                if cumulated[place] >= knox.observed[place] { knox.reached[place] += 1 }
            }
        }
    }

    /// Adds another task's.
    mutating func add(_ other: ReachedCounts) {
        for place in bands.reached.indices {
            bands.reached[place] += other.bands.reached[place]
            knox.reached[place] += other.knox.reached[place]
        }
    }

    /// Differences along the spans.
    private static func withinBands(_ upToSpan: [Int], spans: Int) -> [Int] {
        upToSpan.indices.map { upToSpan[$0] - ($0 % spans > 0 ? upToSpan[$0 - 1] : 0) }
    }

    /// Sums along the distances.
    private static func cumulated(_ upToSpan: [Int], spans: Int) -> [Int] {
        var sums = upToSpan
        for place in sums.indices where place >= spans { sums[place] += sums[place - spans] }
        return sums
    }
}
