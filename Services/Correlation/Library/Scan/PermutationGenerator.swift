/// Random numbers of the permutations: Steele, Lea and Flood's SplitMix64 (OOPSLA 2014), one stream a batch of replications.
struct PermutationGenerator: Sendable {
    private var state: UInt64

    /// The stream of a batch; batches do not share any part of theirs that matters.
    init(seed: UInt64, batch: Int) {
        state = PermutationGenerator.mix(PermutationGenerator.mix(seed) ^ PermutationGenerator.mix(UInt64(batch) &+ 0x9E37_79B9_7F4A_7C15))
    }

    /// A number of 0 ..< `bound`; the bias is `bound` / 2^64.
    @inline(__always)
    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: PermutationGenerator.mix(state).multipliedFullWidth(by: UInt64(bound)).high)
    }

    @inline(__always)
    private static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
