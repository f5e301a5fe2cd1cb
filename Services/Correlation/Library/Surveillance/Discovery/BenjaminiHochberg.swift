/// Control of the false-discovery rate over tests that are all known (Benjamini and Hochberg, Journal of the Royal Statistical Society B
/// 57 (1995),
/// 289-300): of what is discovered, at most the part `level` is false on average, where tests are independent or positively dependent.
public enum BenjaminiHochberg {
    /// The greatest p-value that counts as a discovery; nil where none does.
    ///
    /// `tests` is how many were made, those with a p-value of 1 that were not even listed included (cells that counted nothing).
    public static func threshold(_ pValues: [Double], tests: Int? = nil, level: Double) -> Double? {
        let total = Double(max(tests ?? 0, pValues.count))
        var found: Double?
        for (index, value) in pValues.sorted().enumerated() where value <= level * Double(index + 1) / total { found = value }
        return found
    }

    /// For each test the least level at which it is a discovery, in the order given ("adjusted p-values").
    public static func adjusted(_ pValues: [Double], tests: Int? = nil) -> [Double] {
        let total = Double(max(tests ?? 0, pValues.count))
        var adjusted = pValues
        var least = 1.0
        for (rank, index) in pValues.indices.sorted(by: { pValues[$0] < pValues[$1] }).enumerated().reversed() {
            least = min(least, pValues[index] * total / Double(rank + 1))
            adjusted[index] = least
        }
        return adjusted
    }
}
