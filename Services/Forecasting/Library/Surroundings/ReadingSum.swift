/// A sum of readings in 1,024ths: the same in any order, and what is taken back leaves nothing behind.
struct ReadingSum: Sendable, Equatable {
    private(set) var sum: Int64 = 0
    private(set) var count: Int64 = 0

    init() {}

    init(sum: Int64, count: Int64) {
        self.sum = sum
        self.count = count
    }

    /// Adds a value, or takes it away.
    mutating func add(_ value: Double, times: Int64 = 1) {
        sum &+= Int64((min(max(value, -1e9), 1e9) * 1_024).rounded()) &* times
        count &+= times
    }

    mutating func add(_ other: ReadingSum) {
        sum &+= other.sum
        count &+= other.count
    }

    /// Nil where nothing is left.
    var mean: Double? { count > 0 ? Double(sum) / 1_024 / Double(count) : nil }
    var total: Double { Double(sum) / 1_024 }
}
