import Domain

/// What is near an anchor, of one category: gathered once and asked by many rules.
struct RuleSurroundings: Sendable {
    /// An entry with how far it is.
    struct Near: Sendable {
        let entry: RuleEntry
        let squared: Double
    }

    private(set) var near: [Near] = []
    /// Events in it.
    private(set) var total: Int32 = 0

    @inline(__always)
    mutating func clear() {
        near.removeAll(keepingCapacity: true)
        total = 0
    }

    @inline(__always)
    mutating func add(_ entry: RuleEntry, squared: Double) {
        near.append(Near(entry: entry, squared: squared))
        total &+= entry.count
    }

    /// What a count or a sum finds in it.
    @inline(__always)
    func amount(_ filter: RuleProgram.Filter, squaredRadius: Double, from earliest: Int64, summing: Bool) -> Double {
        var sum = 0.0
        near.withUnsafeBufferPointer { near in
            for index in near.indices where near[index].squared <= squaredRadius && near[index].entry.start >= earliest {
                guard filter.admits(near[index].entry) else { continue }
                sum += summing ? near[index].entry.value * Double(near[index].entry.count) : Double(near[index].entry.count)
            }
        }
        return sum
    }
}
