/// What somebody who knows some sums of unknown counts can calculate of each: bounds, narrowed until nothing changes.
///
/// The auditing step of table suppression, by propagation instead of linear programming (Cox 1980 gives the rule for one table; Willenborg,
/// de Waal, "Elements of Statistical Disclosure Control" 2001, chapter 6).
struct CountBounds {
    private var low: [Int: UInt64]
    private var high: [Int: UInt64]

    /// Bounds of the unknown counts, each 0 to `most` at first; each equation is the sum of some of them.
    init(unknown: Set<Int>, equations: [(parts: Set<Int>, total: UInt64)], most: UInt64) {
        low = Dictionary(uniqueKeysWithValues: unknown.map { ($0, 0) })
        high = Dictionary(uniqueKeysWithValues: unknown.map { ($0, most) })
        // Each round narrows something or is the last; what is not settled after so many hardly narrows any more.
        for _ in 0..<100 where !narrow(equations) { break }
    }

    /// How far apart the bounds of a count are.
    func width(of index: Int) -> UInt64 { (high[index] ?? 0) - (low[index] ?? 0) }

    private mutating func narrow(_ equations: [(parts: Set<Int>, total: UInt64)]) -> Bool {
        var hasChanged = false
        for equation in equations {
            let least = equation.parts.reduce(0) { $0 + (low[$1] ?? 0) }
            let most = equation.parts.reduce(0) { $0 + (high[$1] ?? 0) }
            for part in equation.parts {
                let (below, above) = (low[part] ?? 0, high[part] ?? 0)
                let others = (least: least - below, most: most - above)
                let newAbove = min(above, equation.total - min(others.least, equation.total))
                let newBelow = max(below, equation.total - min(others.most, equation.total))
                if newAbove != above || newBelow != below {
                    low[part] = newBelow
                    high[part] = max(newAbove, newBelow)
                    hasChanged = true
                }
            }
        }
        return hasChanged
    }
}
