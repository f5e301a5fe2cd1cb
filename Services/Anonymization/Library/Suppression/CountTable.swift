/// A table of counts with totals, of which nothing below a threshold can be read or calculated.
///
/// Primary suppression leaves out each count below the threshold. A total would give a count back that is the only one missing of its
/// parts, or show that those missing are few together; so further counts are left out (complementary suppression, the smallest first), or
/// the total itself where nothing else can be. What is left out has no bounds stated: which ones are small is not told.
///
/// Totals of one release and of earlier ones are taken together, and so is the difference of any two of which one contains the other:
/// what was published last week and is published with one week more this week.
public struct CountTable: Sendable {
    /// Counts from here on may be published.
    public let threshold: UInt64
    /// The counts, in an order of the caller's.
    public let counts: [UInt64]

    /// A table.
    public init(counts: [UInt64], threshold: UInt64) {
        self.counts = counts
        self.threshold = threshold
    }

    /// What was published of a table.
    public struct Published: Hashable, Sendable {
        /// In the table's order; nil for what is left out.
        public var counts: [UInt64?]
        /// In the order in which the totals were asked for; nil for what is left out.
        public var totals: [UInt64?]
    }

    /// What earlier releases made of the same counts.
    public struct Earlier: Hashable, Sendable {
        /// Indices of counts that were published: they are known, and cannot be left out any more.
        public var counts: Set<Int>
        /// Indices of counts that were left out: they are never published afterwards.
        public var missing: Set<Int>
        /// The sums that were published.
        public var totals: [Set<Int>]

        /// Nothing, or what earlier releases made.
        public init(counts: Set<Int> = [], missing: Set<Int> = [], totals: [Set<Int>] = []) {
            self.counts = counts
            self.missing = missing
            self.totals = totals
        }
    }

    /// What may be published.
    ///
    /// - Parameters:
    ///   - totals: the sums that are asked for, each as the indices of its parts.
    ///   - earlier: what readers know already.
    public func publish(totals: [Set<Int>], after earlier: Earlier = Earlier()) -> Published {
        let small = counts.indices.filter { counts[$0] < threshold && !earlier.counts.contains($0) }
        var missing = earlier.missing.union(small)
        var kept = totals.indices.filter { sum(totals[$0]) >= threshold }
        var watch = SumWatch(sums(kept.map { totals[$0] }, earlier.totals), missing: missing, counts: counts)
        while let unsafe = watch.firstUnsafe(threshold) {
            let candidates = watch.parts(of: unsafe).filter { !missing.contains($0) && !earlier.counts.contains($0) }
            if let smallest = candidates.min(by: { (counts[$0], $0) < (counts[$1], $1) }) {
                missing.insert(smallest)
                watch.leaveOut(smallest, count: counts[smallest])
            } else {
                kept.remove(at: watch.newest(of: unsafe))
                watch = SumWatch(sums(kept.map { totals[$0] }, earlier.totals), missing: missing, counts: counts)
            }
        }
        // What no single sum or difference gives back, several together still might: the totals that do so go.
        while let revealed = revealed(missing, kept.map { totals[$0] } + earlier.totals),
            let worst = kept.indices.last(where: { totals[kept[$0]].contains(revealed) }) ?? kept.indices.last
        {
            kept.remove(at: worst)
        }
        return Published(
            counts: counts.indices.map { missing.contains($0) ? nil : counts[$0] },
            totals: totals.indices.map { kept.contains($0) ? sum(totals[$0]) : nil })
    }

    /// All sums that a reader has, and their differences; `newest` is the place in `new` of a total that could be left out.
    private func sums(_ new: [Set<Int>], _ old: [Set<Int>]) -> [(parts: Set<Int>, newest: Int)] {
        var sums: [(parts: Set<Int>, newest: Int)] = new.enumerated().map { ($1, $0) }
        for (place, parts) in new.enumerated() {
            for (other, inner) in new.enumerated() where inner.isStrictSubset(of: parts) {
                sums.append((parts.subtracting(inner), max(place, other)))
            }
            for earlier in old where earlier != parts {
                if earlier.isSubset(of: parts) { sums.append((parts.subtracting(earlier), place)) }
                if parts.isSubset(of: earlier) { sums.append((earlier.subtracting(parts), place)) }
            }
        }
        return sums
    }

    /// A missing count that all known sums together hold within less than the threshold; nil where there is none.
    private func revealed(_ missing: Set<Int>, _ known: [Set<Int>]) -> Int? {
        let equations = (known + sums(known, []).map(\.parts)).map {
            (parts: $0.intersection(missing), total: sum($0.intersection(missing)))
        }
        let bounds = CountBounds(
            unknown: missing, equations: equations.filter { !$0.parts.isEmpty }, most: 2 * sum(Set(counts.indices)) + threshold)
        return missing.sorted().first { bounds.width(of: $0) < threshold - min(threshold, 1) }
    }

    private func sum(_ parts: Set<Int>) -> UInt64 { parts.reduce(0) { $0 + counts[$1] } }
}
