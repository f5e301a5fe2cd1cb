import Foundation

/// SplitMix64 (Steele, Lea, Flood 2014): the same seed gives the same values, on every machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// The seed of a run: `QUIETUDE_TEST_SEED`, to explore or to repeat a failure; else always the same.
    static let seed: UInt64 = ProcessInfo.processInfo.environment["QUIETUDE_TEST_SEED"].flatMap { UInt64($0) } ?? 20_240_611

    /// How often a property is tried: `QUIETUDE_TEST_ROUNDS`, for a long night.
    static let rounds: Int = ProcessInfo.processInfo.environment["QUIETUDE_TEST_ROUNDS"].flatMap { Int($0) } ?? 300
}
