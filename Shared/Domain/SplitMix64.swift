/// A small seeded generator: Steele, Lea and Flood's SplitMix64 (OOPSLA 2014).
///
/// Its algorithm is fixed here rather than taken from the standard library, so that a seed means the same numbers on every machine and every
/// release of Swift. Not for secrets.
public struct SplitMix64: RandomNumberGenerator, Sendable {
    @usableFromInline var state: UInt64

    /// A generator whose whole future is decided by `seed`.
    @inlinable
    public init(seed: UInt64) { state = seed }

    /// A generator of its own for a thing named by several numbers: neighbours share nothing.
    @inlinable
    public init(seed: UInt64, _ parts: UInt64...) {
        var mixed = SplitMix64.mix(seed)
        for part in parts { mixed = SplitMix64.mix(mixed ^ SplitMix64.mix(part &+ SplitMix64.step)) }
        state = mixed
    }

    /// The next 64 bits.
    @inlinable
    public mutating func next() -> UInt64 {
        state &+= SplitMix64.step
        return SplitMix64.mix(state)
    }

    /// Uniform in 0 ..< 1, on a lattice of 2^-53.
    @inlinable
    public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// 2^64 over the golden ratio.
    @inlinable
    static var step: UInt64 { 0x9E37_79B9_7F4A_7C15 }

    /// The finalizer of MurmurHash3 with Stafford's constants (variant 13).
    @inlinable
    static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
