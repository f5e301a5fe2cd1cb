/// The hash of a folded word (lower-case ASCII), computed letter by letter so that a prefix's state can be continued.
///
/// FNV-1a's step with a final avalanche (MurmurHash3's fmix64). Not keyed: whoever builds a collision only hides his own word.
struct WordHash {
    var state: UInt64 = 0xcbf2_9ce4_8422_2325

    @inline(__always) mutating func add(_ byte: UInt8) {
        state = (state ^ UInt64(byte)) &* 0x100_0000_01b3
    }

    @inline(__always) var value: UInt64 {
        var hash = state
        hash = (hash ^ (hash >> 33)) &* 0xff51_afd7_ed55_8ccd
        hash = (hash ^ (hash >> 33)) &* 0xc4ce_b9fe_1a85_ec53
        return hash ^ (hash >> 33)
    }

    static func of(_ word: some Sequence<UInt8>) -> UInt64 {
        var hash = WordHash()
        for byte in word { hash.add(byte) }
        return hash.value
    }
}
