/// Sums that a reader can calculate, and what is missing of each while counts are being left out.
struct SumWatch {
    private let sums: [(parts: Set<Int>, newest: Int)]
    /// By count: the sums that it is a part of.
    private var places: [Int: [Int]] = [:]
    private var missingParts: [Int]
    private var missingSum: [UInt64]

    init(_ sums: [(parts: Set<Int>, newest: Int)], missing: Set<Int>, counts: [UInt64]) {
        self.sums = sums
        missingParts = Array(repeating: 0, count: sums.count)
        missingSum = Array(repeating: 0, count: sums.count)
        for (place, sum) in sums.enumerated() {
            for part in sum.parts { places[part, default: []].append(place) }
        }
        for part in missing { leaveOut(part, count: counts[part]) }
    }

    /// A count is left out.
    mutating func leaveOut(_ part: Int, count: UInt64) {
        for place in places[part] ?? [] {
            missingParts[place] += 1
            missingSum[place] += count
        }
    }

    /// The first sum whose missing parts are one alone, or together fewer than the threshold.
    func firstUnsafe(_ threshold: UInt64) -> Int? {
        sums.indices.first { missingParts[$0] == 1 || (missingParts[$0] > 1 && missingSum[$0] < threshold) }
    }

    /// What a sum is made of.
    func parts(of place: Int) -> Set<Int> { sums[place].parts }

    /// The place of the total that could be left out so that the sum cannot be calculated.
    func newest(of place: Int) -> Int { sums[place].newest }
}
