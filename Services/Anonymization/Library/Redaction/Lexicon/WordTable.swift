/// Traits by hash of the word: open addressing, linear probing, no word kept.
///
/// A slot keeps the upper 36 bits of the hash beside 28 bits of traits; the slot's number adds the lower bits, so that a word of the
/// language has a chance below 2^-50 to be taken for another.
struct WordTable: Sendable {
    private var slots: [UInt64]
    private var mask: Int
    private(set) var count = 0

    private static let traitBits: UInt64 = 0x0fff_ffff

    init(minimumCapacity: Int) {
        var size = 64
        while size < minimumCapacity * 3 / 2 { size *= 2 }
        slots = [UInt64](repeating: 0, count: size)
        mask = size - 1
    }

    /// The traits of the word with this hash, empty where it is not known.
    @inline(__always) subscript(hash: UInt64) -> WordTraits {
        let tag = hash & ~Self.traitBits
        var index = Int(truncatingIfNeeded: hash) & mask
        while true {
            let slot = slots[index]
            if slot == 0 { return [] }
            if slot & ~Self.traitBits == tag { return WordTraits(rawValue: UInt32(truncatingIfNeeded: slot & Self.traitBits)) }
            index = (index + 1) & mask
        }
    }

    /// Adds traits to a word. Traits are never empty: an empty slot means an absent word.
    mutating func insert(_ hash: UInt64, _ traits: WordTraits) {
        if count * 4 >= slots.count * 3 { grow() }
        let tag = hash & ~Self.traitBits
        var index = Int(truncatingIfNeeded: hash) & mask
        while slots[index] != 0 {
            if slots[index] & ~Self.traitBits == tag {
                slots[index] |= UInt64(traits.rawValue) & Self.traitBits
                return
            }
            index = (index + 1) & mask
        }
        slots[index] = tag | (UInt64(traits.rawValue) & Self.traitBits)
        count += 1
    }

    private mutating func grow() {
        // The lower bits of a hash are not kept, so slots cannot be placed anew: the table is made large enough at the start.
        preconditionFailure("a word table holds at most three quarters of its slots")
    }
}
