import Domain
import Anonymization
import Testing

@Suite("Complementary suppression")
struct CountTableTests {
    /// What a reader can calculate of a missing count: every sum that is known, less every known part, and the differences of sums.
    private func widths(_ sums: [(parts: Set<Int>, total: UInt64)], _ known: [Int: UInt64], count: Int) -> [Int: UInt64] {
        var equations = sums
        for first in sums {
            for second in sums where second.parts.isStrictSubset(of: first.parts) {
                equations.append((first.parts.subtracting(second.parts), first.total - second.total))
            }
        }
        var low = [UInt64](repeating: 0, count: count)
        var high = [UInt64](repeating: 100_000, count: count)
        for (index, value) in known { (low[index], high[index]) = (value, value) }
        for _ in 0..<50 {
            for equation in equations {
                for part in equation.parts {
                    let others = equation.parts.subtracting([part])
                    let most = others.reduce(0) { $0 + high[$1] }
                    let least = others.reduce(0) { $0 + low[$1] }
                    high[part] = min(high[part], equation.total - min(least, equation.total))
                    low[part] = max(low[part], equation.total - min(most, equation.total))
                }
            }
        }
        return Dictionary(uniqueKeysWithValues: (0..<count).filter { known[$0] == nil }.map { ($0, high[$0] - low[$0]) })
    }

    private func known(_ published: CountTable.Published) -> [Int: UInt64] {
        Dictionary(uniqueKeysWithValues: published.counts.enumerated().compactMap { index, value in value.map { (index, $0) } })
    }

    @Test("a single small count is not given back by its total")
    func single() {
        let published = CountTable(counts: [5, 40, 60], threshold: 20).publish(totals: [[0, 1, 2]])
        #expect(published.counts == [nil, nil, 60] && published.totals == [105])
    }

    @Test("small counts that are few together get a larger one beside them")
    func few() {
        let published = CountTable(counts: [3, 4, 40, 60], threshold: 20).publish(totals: [[0, 1, 2, 3]])
        #expect(published.counts == [nil, nil, nil, 60])
    }

    @Test("a total of nothing but small counts, or below the threshold, is left out")
    func small() {
        #expect(CountTable(counts: [5], threshold: 20).publish(totals: [[0]]).totals == [nil])
        #expect(CountTable(counts: [5, 6], threshold: 20).publish(totals: [[0, 1]]).totals == [nil])
    }

    @Test("nothing is left out of a table of large counts")
    func large() {
        let published = CountTable(counts: [20, 30, 40], threshold: 20).publish(totals: [[0, 1], [0, 1, 2]])
        #expect(published.counts == [20, 30, 40] && published.totals == [50, 90])
    }

    @Test(
        "rows, columns and differences of totals leave every missing count a range of at least the threshold",
        arguments: 0..<40 as Range<UInt64>)
    func table(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let counts = (0..<20).map { _ in generator.next() % (generator.next() % 3 == 0 ? 25 : 120) }
        var totals: [Set<Int>] = (0..<4).map { row in Set((0..<5).map { row * 5 + $0 }) }
        totals += (0..<5).map { column in Set((0..<4).map { $0 * 5 + column }) }
        totals.append(Set(0..<10))
        let published = CountTable(counts: counts, threshold: 20).publish(totals: totals)
        let sums = zip(totals, published.totals).compactMap { parts, total in total.map { (parts: parts, total: $0) } }
        for (_, width) in widths(sums, known(published), count: 20) { #expect(width >= 19) }
    }

    @Test("differencing this week's release with last week's gives no suppressed count back", arguments: 0..<40 as Range<UInt64>)
    func difference(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        // Two weeks of five cells; the second release adds the second week to the first.
        let counts = (0..<10).map { _ in generator.next() % (generator.next() % 2 == 0 ? 25 : 120) }
        let week: Set<Int> = Set(0..<5)
        let first = CountTable(counts: Array(counts[..<5]), threshold: 20).publish(totals: [week])
        let indices = first.counts.indices
        let earlier = CountTable.Earlier(
            counts: Set(indices.filter { first.counts[$0] != nil }), missing: Set(indices.filter { first.counts[$0] == nil }),
            totals: first.totals[0] == nil ? [] : [week])
        let cumulated: [Set<Int>] = (0..<5).map { [$0, $0 + 5] } + [Set(0..<10)]
        let second = CountTable(counts: counts, threshold: 20).publish(totals: cumulated, after: earlier)
        var sums = zip(cumulated, second.totals).compactMap { parts, total in total.map { (parts: parts, total: $0) } }
        if let total = first.totals[0] { sums.append((week, total)) }
        for (_, width) in widths(sums, known(second), count: 10) { #expect(width >= 19) }
    }
}
