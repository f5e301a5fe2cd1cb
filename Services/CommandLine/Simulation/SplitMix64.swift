import Foundation

/// The generator that every draw of the simulation comes from: Steele, Lea and Flood's SplitMix64 (OOPSLA 2014).
///
/// Its algorithms, and those of the draws below, are fixed here rather than taken from the standard library, so that a seed means the same
/// city on every release of Swift.
public struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// A generator whose whole future is decided by `seed`.
    public init(seed: UInt64) { state = seed }

    /// A generator of its own for a thing named by several numbers: neighbours share nothing.
    init(seed: UInt64, _ parts: UInt64...) {
        var mixed = SplitMix64.mix(seed)
        for part in parts { mixed = SplitMix64.mix(mixed ^ SplitMix64.mix(part &+ 0x9E37_79B9_7F4A_7C15)) }
        state = mixed
    }

    /// The next 64 bits.
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return SplitMix64.mix(state)
    }

    /// The finalizer of MurmurHash3 with Stafford's constants (variant 13).
    static func mix(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
