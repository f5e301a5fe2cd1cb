import Domain

/// Whether two findings speak of the same thing: the test by which clusters of successive scans, or a cluster and another detector's
/// signal, become one situation.
public struct ClusterOverlap: Hashable, Sendable {
    /// Share of the smaller finding's cells that the other has too, 0 ... 1.
    public let share: Double
    /// Seconds from the end of the earlier to the start of the later; 0 or less where they overlap in time.
    public let gap: Int64

    /// How two sets of cells and two stretches of time (half-open, seconds) lie to each other. A coarse cell shares what it contains.
    public init(_ one: [Cell], _ oneSpan: Range<Int64>, _ other: [Cell], _ otherSpan: Range<Int64>) {
        let (small, large) = one.count <= other.count ? (one, other) : (other, one)
        let exact = Set(large)
        let levels = Set(large.map(\.level))
        // Coarse cells of the larger set that hold a cell of the smaller, or fine ones that it holds.
        var inner: Set<Cell> = []
        for cell in large { for level in Set(small.map(\.level)) where level > cell.level { inner.insert(cell.ancestor(at: level)) } }
        let shared = small.filter { cell in
            exact.contains(cell) || inner.contains(cell) || levels.contains { $0 > cell.level && exact.contains(cell.ancestor(at: $0)) }
        }
        share = small.isEmpty ? 0 : Double(shared.count) / Double(small.count)
        gap = max(oneSpan.lowerBound, otherSpan.lowerBound) - min(oneSpan.upperBound, otherSpan.upperBound)
    }

    /// The same situation: at least half of the smaller finding's cells in common, and no more than `within` seconds between them. A circle
    /// that grows or shrinks from one scan to the next holds, or is held by, the one before it, however large the other.
    public func isSameSituation(within seconds: Int64 = 86_400) -> Bool { share >= 0.5 && gap <= seconds }
}
