import Anonymization
import Testing

@Suite("A published table of counts")
struct CountMarginsTests {
    /// Presence in cells by hour, from a seed: most large, some small.
    private func counts(_ hours: Range<Int>, seed: UInt64 = 7, small: UInt64 = 8) -> [(key: [String], count: UInt64)] {
        hours.flatMap { hour in
            (0..<5).map { cell in
                let mixed = (UInt64(hour * 5 + cell) &+ seed) &* 0x9E37_79B9_7F4A_7C15
                return (key: ["c\(cell)", "h\(hour)"], count: mixed >> 60 < small ? mixed >> 50 & 15 : 20 + mixed >> 40 & 255)
            }
        }
    }

    /// Everything that is published of some tables, as equations over the true counts, and how narrow they hold what is left out.
    private func narrowest(_ tables: [[CountMargins.Row]], _ counts: [(key: [String], count: UInt64)]) -> UInt64 {
        let truth = Dictionary(uniqueKeysWithValues: counts.map { ($0.key, $0.count) })
        var known: Set<[String]> = []
        var equations: [(parts: Set<[String]>, total: UInt64)] = []
        for table in tables {
            let own = table.filter { !$0.isMargin }
            known.formUnion(own.filter { $0.count != nil }.map(\.key))
            for margin in table where margin.isMargin {
                guard let total = margin.count else { continue }
                let parts = own.map(\.key).filter { key in
                    zip(margin.key, key).allSatisfy { $0 == CountMargins.all || $0 == $1 }
                }
                equations.append((Set(parts), total))
            }
        }
        for first in equations {
            for second in equations where second.parts.isStrictSubset(of: first.parts) {
                equations.append((first.parts.subtracting(second.parts), first.total - second.total))
            }
        }
        let missing = truth.keys.filter { !known.contains($0) }
        var low = Dictionary(uniqueKeysWithValues: missing.map { ($0, UInt64(0)) })
        var high = Dictionary(uniqueKeysWithValues: missing.map { ($0, UInt64(100_000)) })
        for _ in 0..<20 {
            for equation in equations {
                let given = equation.parts.intersection(known).reduce(0) { $0 + (truth[$1] ?? 0) }
                let open = equation.parts.subtracting(known)
                for part in open {
                    let others = open.subtracting([part])
                    let (least, most) = (others.reduce(0) { $0 + low[$1, default: 0] }, others.reduce(0) { $0 + high[$1, default: 0] })
                    let total = equation.total - given
                    high[part] = min(high[part, default: 0], total - min(least, total))
                    low[part] = max(low[part, default: 0], total - min(most, total))
                }
            }
        }
        return missing.map { high[$0, default: 0] - low[$0, default: 0] }.min() ?? .max
    }

    @Test("leaves out what is small, and beside it what would give it back")
    func complementary() throws {
        let rows = try CountMargins([(["a"], 5), (["b"], 40), (["c"], 60)], threshold: 20).publish()
        #expect(rows.map(\.key) == [["a"], ["b"], ["c"], ["*"]])
        #expect(rows.map(\.count) == [nil, nil, 60, 105])
    }

    @Test("has every margin of its dimensions")
    func margins() throws {
        let rows = try CountMargins([(["a", "x"], 50), (["a", "y"], 60), (["b", "x"], 70)], threshold: 20).publish()
        let margins = Dictionary(uniqueKeysWithValues: rows.filter(\.isMargin).map { ($0.key, $0.count) })
        #expect(margins == [["*", "x"]: 120, ["*", "y"]: 60, ["a", "*"]: 110, ["b", "*"]: 70, ["*", "*"]: 180])
    }

    @Test("holds nothing below the threshold, and no sum or difference gives it back", arguments: 1...6 as ClosedRange<UInt64>)
    func sound(seed: UInt64) throws {
        let counts = counts(0..<5, seed: seed)
        let rows = try CountMargins(counts, threshold: 20).publish()
        #expect(rows.allSatisfy { $0.count ?? 20 >= 20 })
        #expect(narrowest([rows], counts) >= 19)
    }

    @Test("and one with an hour more: the difference of the two gives nothing back", arguments: 1...6 as ClosedRange<UInt64>)
    func differencing(seed: UInt64) throws {
        let first = try CountMargins(counts(0..<4, seed: seed), threshold: 20).publish()
        let second = try CountMargins(counts(0..<5, seed: seed), threshold: 20).publish(after: [first])
        #expect(narrowest([first, second], counts(0..<5, seed: seed)) >= 19)
    }

    @Test("published alone, without regard to the one before, would give something back")
    func regard() throws {
        let leaks = try (UInt64(1)...6).filter { seed in
            let first = try CountMargins(counts(0..<4, seed: seed, small: 3), threshold: 20).publish()
            let second = try CountMargins(counts(0..<5, seed: seed, small: 3), threshold: 20).publish()
            return narrowest([first, second], counts(0..<5, seed: seed, small: 3)) < 19
        }
        #expect(!leaks.isEmpty)
    }

    @Test("is refused where a count of the one before is missing or another")
    func conflict() throws {
        let first = try CountMargins([(["a"], 50), (["b"], 40)], threshold: 20).publish()
        #expect(throws: CountMargins.Conflict.missing(key: ["b"])) {
            try CountMargins([(["a"], 50)], threshold: 20).publish(after: [first])
        }
        #expect(throws: CountMargins.Conflict.changed(key: ["a"])) {
            try CountMargins([(["a"], 51), (["b"], 40)], threshold: 20).publish(after: [first])
        }
    }
}
