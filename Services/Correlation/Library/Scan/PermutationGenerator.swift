import Domain

/// Random numbers of the permutations, one stream a batch of replications.
struct PermutationGenerator: Sendable {
    private var generator: SplitMix64

    /// The stream of a batch; batches do not share any part of theirs that matters.
    init(seed: UInt64, batch: Int) { generator = SplitMix64(seed: seed, UInt64(batch)) }

    /// A number of 0 ..< `bound`; the bias is `bound` / 2^64.
    @inline(__always)
    mutating func below(_ bound: Int) -> Int {
        Int(truncatingIfNeeded: generator.next().multipliedFullWidth(by: UInt64(bound)).high)
    }
}
