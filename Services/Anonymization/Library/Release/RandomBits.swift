/// Random bits for the samplers, taken from a source in blocks and spent a few at a time: a system call for every draw would cost more
/// than the draw itself.
///
/// In production the source is the system's CSPRNG (`getrandom`, read in blocks by the shell); in tests a seeded generator. Every bit is
/// used once. Nothing here is floating point.
public struct RandomBits: RandomNumberGenerator {
    private let source: (_ words: Int) -> [UInt32]
    private let block: Int
    private var words: [UInt32] = []
    private var position = 0
    private var coins: UInt32 = 0
    private var coinsLeft = 0

    /// Bits of a source that gives as many fresh random 32-bit words as it is asked for; `block` of them at a time.
    public init(block: Int = 4_096, source: @escaping (_ words: Int) -> [UInt32]) {
        self.block = max(block, 1)
        self.source = source
    }

    /// Bits of a generator: the system's, or a seeded one in tests.
    public init(_ generator: some RandomNumberGenerator, block: Int = 512) {
        var generator = generator
        self.init(block: block) { count in (0..<count).map { _ in UInt32(truncatingIfNeeded: generator.next() >> 32) } }
    }

    /// 32 uniform bits.
    @inline(__always)
    mutating func word() -> UInt32 {
        if position == words.count { refill() }
        position += 1
        return words[position - 1]
    }

    @inline(never)
    private mutating func refill() {
        words = source(block)
        // A source that gives nothing would be read for ever.
        precondition(!words.isEmpty, "the source of randomness gave nothing")
        position = 0
    }

    /// 64 uniform bits.
    public mutating func next() -> UInt64 { UInt64(word()) << 32 | UInt64(word()) }

    /// A fair coin.
    @inline(__always)
    mutating func coin() -> Bool {
        if coinsLeft == 0 {
            coins = word()
            coinsLeft = 32
        }
        defer {
            coins >>= 1
            coinsLeft -= 1
        }
        return coins & 1 == 1
    }

    /// A uniform number below `bound`, which is more than 0: Lemire's multiplication with exact rejection (2019, doi 10.1145/3230636).
    @inline(__always)
    mutating func below(_ bound: UInt32) -> UInt32 {
        var product = UInt64(word()) * UInt64(bound)
        if UInt32(truncatingIfNeeded: product) < bound {
            let threshold = (0 &- bound) % bound
            while UInt32(truncatingIfNeeded: product) < threshold { product = UInt64(word()) * UInt64(bound) }
        }
        return UInt32(truncatingIfNeeded: product >> 32)
    }

    /// A uniform number below `bound`, which is more than 0; as many bits as the bound has, tried until they lie below it.
    mutating func below(_ bound: UInt128) -> UInt128 {
        if bound <= UInt128(UInt32.max) { return UInt128(below(UInt32(bound))) }
        let spare = (bound - 1).leadingZeroBitCount
        let mask = UInt128.max >> UInt128(spare)
        while true {
            var value: UInt128 = 0
            for _ in 0..<(128 - spare + 31) / 32 { value = value << 32 | UInt128(word()) }
            value &= mask
            if value < bound { return value }
        }
    }
}
