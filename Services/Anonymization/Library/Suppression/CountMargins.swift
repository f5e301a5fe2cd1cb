/// A table of counts by some dimensions (cell and slot, say) with all its margins, as it may be published: nothing below the threshold can
/// be read from it, nor calculated from it and from what was published before.
public struct CountMargins: Sendable {
    /// Stands in a key for everything in its dimension.
    public static let all = "*"

    /// A row as it is published: a count by its key, or a margin, whose key has `all` in some places.
    public struct Row: Hashable, Sendable {
        /// A word a dimension.
        public var key: [String]
        /// nil for what is left out.
        public var count: UInt64?

        /// A row.
        public init(key: [String], count: UInt64?) {
            self.key = key
            self.count = count
        }

        /// Whether it is a margin.
        public var isMargin: Bool { key.contains(CountMargins.all) }
    }

    /// What was published before and does not go with these counts.
    public enum Conflict: Error, Hashable, Sendable {
        /// A count that was published, or left out, is not among these: it must be, for margins of both to be compared.
        case missing(key: [String])
        /// A count or margin was published with another value: differences of the two would tell who was added or removed.
        case changed(key: [String])
    }

    private let keys: [[String]]
    private let table: CountTable
    private let index: [[String]: Int]

    /// A table; of equal keys the counts are added. Each key has a word a dimension, the same number in all.
    public init(_ counts: [(key: [String], count: UInt64)], threshold: UInt64) {
        var sums: [[String]: UInt64] = [:]
        for (key, count) in counts { sums[key, default: 0] += count }
        keys = sums.keys.sorted { $0.lexicographicallyPrecedes($1) }
        index = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, $0) })
        table = CountTable(counts: keys.map { sums[$0] ?? 0 }, threshold: threshold)
    }

    /// The counts in order of their keys, then the margins.
    ///
    /// - Parameter earlier: what was published before, a table each, as this returned it.
    public func publish(after earlier: [[Row]] = []) throws(Conflict) -> [Row] {
        var known = CountTable.Earlier()
        for table in earlier { try add(table, to: &known) }
        let margins = self.margins(over: keys.indices.map { $0 })
        let published = table.publish(totals: margins.map(\.parts), after: known)
        return zip(keys, published.counts).map { Row(key: $0, count: $1) }
            + zip(margins, published.totals).map { Row(key: $0.key, count: $1) }
    }

    private func add(_ rows: [Row], to known: inout CountTable.Earlier) throws(Conflict) {
        var own: [Int] = []
        for row in rows where !row.isMargin {
            guard let place = index[row.key] else { throw .missing(key: row.key) }
            own.append(place)
            guard let count = row.count else {
                known.missing.insert(place)
                continue
            }
            guard count == table.counts[place] else { throw .changed(key: row.key) }
            known.counts.insert(place)
        }
        // Published once is known for ever, whatever another table left out.
        known.missing.subtract(known.counts)
        let margins = Dictionary(self.margins(over: own).map { ($0.key, $0.parts) }, uniquingKeysWith: { first, _ in first })
        for row in rows where row.isMargin {
            guard let count = row.count else { continue }
            guard let parts = margins[row.key] else { throw .missing(key: row.key) }
            guard count == parts.reduce(0, { $0 + table.counts[$1] }) else { throw .changed(key: row.key) }
            known.totals.append(parts)
        }
    }

    /// Every margin of some counts, those of most dimensions first.
    private func margins(over places: [Int]) -> [(key: [String], parts: Set<Int>)] {
        guard let dimensions = keys.first?.count, dimensions > 0 else { return [] }
        var margins: [[String]: Set<Int>] = [:]
        for place in places {
            for summed in 1..<(1 << dimensions) {
                let key = keys[place].enumerated().map { summed >> $0.offset & 1 == 1 ? CountMargins.all : $0.element }
                margins[key, default: []].insert(place)
            }
        }
        return margins.map { (key: $0.key, parts: $0.value) }.sorted { left, right in
            let (few, many) = (left.key.count { $0 == CountMargins.all }, right.key.count { $0 == CountMargins.all })
            return few == many ? left.key.lexicographicallyPrecedes(right.key) : few < many
        }
    }
}
