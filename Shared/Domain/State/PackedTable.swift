/// A hash table from a key of 128 bits to its place in an array: flat, open addressing, never shrinks, nothing random in it.
///
/// It holds 8 bytes a bucket; the keys themselves stay in the array, and the caller compares them. Swift's `Dictionary` costs more than twice
/// as much here and seeds its hashing anew in every process.
public struct PackedTable: Sendable {
    @usableFromInline
    struct Bucket: Sendable {
        @usableFromInline var hash: UInt32
        @usableFromInline var index: Int32
    }

    private static let empty = Bucket(hash: 0, index: -1)
    @usableFromInline var buckets: [Bucket]
    @usableFromInline var mask: Int
    /// How many keys it holds.
    public private(set) var count = 0

    /// A table with room for half of `capacity`, a power of two.
    public init(capacity: Int = 8) {
        buckets = Array(repeating: PackedTable.empty, count: capacity)
        mask = capacity - 1
    }

    /// The place of a key; nil where there is none. `matches` says whether the key at a place is the one.
    @inlinable @inline(__always)
    public func find(_ high: UInt64, _ low: UInt64, _ matches: (Int) -> Bool) -> Int? {
        let hash = PackedTable.hash(high, low)
        var place = Int(hash) & mask
        while true {
            let bucket = buckets[place]
            if bucket.index < 0 { return nil }
            if bucket.hash == hash, matches(Int(bucket.index)) { return Int(bucket.index) }
            place = (place + 1) & mask
        }
    }

    /// Puts a key that is not there yet.
    public mutating func insert(_ high: UInt64, _ low: UInt64, index: Int) {
        if (count + 1) * 2 > buckets.count { grow() }
        place(Bucket(hash: PackedTable.hash(high, low), index: Int32(truncatingIfNeeded: index)))
        count += 1
    }

    private mutating func place(_ bucket: Bucket) {
        var place = Int(bucket.hash) & mask
        while buckets[place].index >= 0 { place = (place + 1) & mask }
        buckets[place] = bucket
    }

    private mutating func grow() {
        let old = buckets
        buckets = Array(repeating: PackedTable.empty, count: old.count * 2)
        mask = buckets.count - 1
        for bucket in old where bucket.index >= 0 { place(bucket) }
    }

    /// Two multiply-and-fold rounds: neighbouring cells must not become neighbouring buckets in long runs.
    @inlinable
    static func hash(_ high: UInt64, _ low: UInt64) -> UInt32 {
        var mixed = high &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 32) ^ low) &* 0xC2B2_AE3D_27D4_EB4F
        return UInt32(truncatingIfNeeded: mixed ^ (mixed >> 29))
    }
}
