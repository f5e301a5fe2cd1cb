import Domain

/// One flat table of a `DigestTable`: open addressing with linear probing.
struct DigestShard: Sendable {
    private struct Entry {
        var low: UInt64
        /// High 32 bits: of the digest. Low 32 bits: the tag.
        var rest: UInt64

        static let empty = Entry(low: 0, rest: 0)
        /// A tag no bucket has: a reservation that was rolled back. Probing goes on past it; a rebuild drops it.
        static let removedTag: UInt64 = 0xffff

        var isEmpty: Bool { rest & 0xffff_ffff == 0 }
        var isRemoved: Bool { rest & 0xffff_ffff == Entry.removedTag }
        var tag: DigestTable.Tag { DigestTable.Tag(bits: UInt32(truncatingIfNeeded: rest)) }
    }

    private var entries = [Entry](repeating: .empty, count: 16)
    /// Slots that are not empty.
    private var used = 0

    var capacity: Int { entries.count }

    /// Reads the cache line of a digest's first slot and the one after it, in which nearly all look-ups end.
    @inline(__always)
    func firstSlots(of digest: SipHash128.Digest) -> UInt64 {
        let mask = entries.count &- 1
        let index = Int(truncatingIfNeeded: digest.low) & mask
        return entries[index].low ^ entries[(index &+ 4) & mask].low
    }

    var isCrowded: Bool { used &* 8 > entries.count &* 5 }

    @inline(__always)
    private static func rest(_ digest: SipHash128.Digest, _ tag: DigestTable.Tag) -> UInt64 {
        digest.high << 32 | UInt64(tag.bits)
    }

    @inline(__always)
    mutating func insert(_ digest: SipHash128.Digest, _ tag: DigestTable.Tag, _ alive: BucketRing) -> DigestTable.Tag? {
        let mask = entries.count &- 1
        let rest = DigestShard.rest(digest, tag)
        var index = Int(truncatingIfNeeded: digest.low) & mask
        while true {
            let entry = entries[index]
            if entry.isEmpty {
                entries[index] = Entry(low: digest.low, rest: rest)
                used &+= 1
                return nil
            }
            if entry.low == digest.low, entry.rest >> 32 == rest >> 32, !entry.isRemoved {
                if alive.contains(entry.tag.bucket) { return entry.tag }
                entries[index].rest = rest
                return nil
            }
            index = (index &+ 1) & mask
        }
    }

    func find(_ digest: SipHash128.Digest, _ alive: BucketRing) -> DigestTable.Tag? {
        let mask = entries.count - 1
        var index = Int(truncatingIfNeeded: digest.low) & mask
        while !entries[index].isEmpty {
            let entry = entries[index]
            if entry.low == digest.low, entry.rest >> 32 == digest.high & 0xffff_ffff, !entry.isRemoved {
                return alive.contains(entry.tag.bucket) ? entry.tag : nil
            }
            index = (index + 1) & mask
        }
        return nil
    }

    mutating func remove(_ digest: SipHash128.Digest, _ tag: DigestTable.Tag) {
        let mask = entries.count - 1
        let rest = DigestShard.rest(digest, tag)
        var index = Int(truncatingIfNeeded: digest.low) & mask
        while !entries[index].isEmpty {
            if entries[index].low == digest.low, entries[index].rest == rest {
                entries[index].rest = digest.high << 32 | Entry.removedTag
                return
            }
            index = (index + 1) & mask
        }
    }

    /// Keeps what is alive, in a table at most five sixteenths full.
    mutating func rebuild(_ alive: BucketRing) {
        let living = entries.filter { !$0.isEmpty && !$0.isRemoved && alive.contains($0.tag.bucket) }
        var size = 16
        while size * 5 < living.count * 16 { size *= 2 }
        entries = [Entry](repeating: .empty, count: size)
        used = living.count
        let mask = size - 1
        for entry in living {
            var index = Int(truncatingIfNeeded: entry.low) & mask
            while !entries[index].isEmpty { index = (index + 1) & mask }
            entries[index] = entry
        }
    }
}
