import Domain

/// Digests in flat memory with the bucket and the reservation each came in with: 16 bytes an entry, one cache line a look-up.
///
/// Open addressing with linear probing, in shards by the digest's first bits: a shard is rebuilt alone when it is full or when buckets have
/// expired, so no call pays for more than one, and memory follows what is alive. Of each digest 96 bits are kept: with 10^9 entries a
/// look-up errs with probability 2^-66.
struct DigestTable: Sendable {
    /// Where an entry came from: the bucket's ordinal (1 ... 65,535; 0 marks an empty slot) above the low 16 bits of the reservation's
    /// number.
    struct Tag: Hashable, Sendable {
        var bits: UInt32

        init(bits: UInt32) { self.bits = bits }

        init(bucket: UInt16, reservation: UInt16) { bits = UInt32(bucket) << 16 | UInt32(reservation) }

        var bucket: UInt16 { UInt16(truncatingIfNeeded: bits >> 16) }
        var reservation: UInt16 { UInt16(truncatingIfNeeded: bits) }
    }

    static let shardCount = 256
    private var shards = [DigestShard](repeating: DigestShard(), count: shardCount)
    /// What `touch` read: kept, so that the reads are not left out as useless.
    private var touched: UInt64 = 0

    /// Slots held, for measuring.
    var capacity: Int { shards.reduce(0) { $0 + $1.capacity } }

    /// Brings the slots of a batch into the cache. The reads do not wait for each other, as those of look-ups do: a batch in a table of a
    /// gigabyte costs a few waits for memory instead of one an observation.
    mutating func touch(_ digests: [SipHash128.Digest]) {
        for digest in digests { touched ^= shards[DigestTable.shard(of: digest)].firstSlots(of: digest) }
    }

    /// The tag under which a digest is held while its bucket is alive; else puts it under `tag` and returns nil.
    @inline(__always)
    mutating func insert(_ digest: SipHash128.Digest, _ tag: Tag, alive: BucketRing) -> Tag? {
        let number = DigestTable.shard(of: digest)
        if let found = shards[number].insert(digest, tag, alive) { return found }
        if shards[number].isCrowded { shards[number].rebuild(alive) }
        return nil
    }

    /// The tag under which a digest is held while its bucket is alive.
    func find(_ digest: SipHash128.Digest, alive: BucketRing) -> Tag? { shards[DigestTable.shard(of: digest)].find(digest, alive) }

    /// Takes a digest back that was put under `tag`.
    mutating func remove(_ digest: SipHash128.Digest, _ tag: Tag) {
        shards[DigestTable.shard(of: digest)].remove(digest, tag)
    }

    /// Drops what has expired from one shard.
    mutating func sweep(_ shard: Int, alive: BucketRing) { shards[shard].rebuild(alive) }

    private static func shard(of digest: SipHash128.Digest) -> Int { Int(truncatingIfNeeded: digest.low >> 56) }
}
