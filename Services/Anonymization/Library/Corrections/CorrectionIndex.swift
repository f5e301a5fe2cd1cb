import Domain

/// From digests to places: an open-addressing table with linear probing and deletion by shifting back, so that it never fills with graves.
///
/// It holds 32 bits of each digest; who finds a place compares the whole digest there.
struct CorrectionIndex: Sendable {
    private struct Slot: Sendable {
        /// Never 0 but where the slot is free.
        var tag: UInt32 = 0
        var place = CorrectionPlace(bucket: 0, position: 0)
    }

    private var slots: [Slot] = []
    private(set) var count = 0

    private static func tag(_ digest: SipHash128.Digest) -> UInt32 { max(UInt32(truncatingIfNeeded: digest.low), 1) }

    /// The place of a digest that `isThere` confirms; nil where there is none.
    func find(_ digest: SipHash128.Digest, _ isThere: (CorrectionPlace) -> Bool) -> CorrectionPlace? {
        slot(digest, isThere).map { slots[$0].place }
    }

    /// Adds a digest that is not there.
    mutating func insert(_ digest: SipHash128.Digest, _ place: CorrectionPlace) {
        // At most three quarters full.
        if (count + 1) * 4 > slots.count * 3 { grow() }
        put(Slot(tag: CorrectionIndex.tag(digest), place: place))
        count += 1
    }

    /// Says that a digest now stands elsewhere.
    mutating func move(_ digest: SipHash128.Digest, from: CorrectionPlace, to: CorrectionPlace) {
        guard let slot = slot(digest, { $0 == from }) else { return }
        slots[slot].place = to
    }

    /// Takes a digest out.
    mutating func remove(_ digest: SipHash128.Digest, at place: CorrectionPlace) {
        guard var hole = slot(digest, { $0 == place }) else { return }
        let mask = slots.count - 1
        var next = (hole + 1) & mask
        while slots[next].tag != 0 {
            let home = Int(slots[next].tag) & mask
            // Whoever probed past the hole to get where it is moves back into it.
            if (next - home) & mask >= (next - hole) & mask {
                slots[hole] = slots[next]
                hole = next
            }
            next = (next + 1) & mask
        }
        slots[hole] = Slot()
        count -= 1
    }

    private func slot(_ digest: SipHash128.Digest, _ isThere: (CorrectionPlace) -> Bool) -> Int? {
        guard !slots.isEmpty else { return nil }
        let tag = CorrectionIndex.tag(digest)
        let mask = slots.count - 1
        var slot = Int(tag) & mask
        while slots[slot].tag != 0 {
            if slots[slot].tag == tag, isThere(slots[slot].place) { return slot }
            slot = (slot + 1) & mask
        }
        return nil
    }

    private mutating func put(_ entry: Slot) {
        let mask = slots.count - 1
        var slot = Int(entry.tag) & mask
        while slots[slot].tag != 0 { slot = (slot + 1) & mask }
        slots[slot] = entry
    }

    private mutating func grow() {
        let before = slots
        slots = Array(repeating: Slot(), count: max(16, before.count * 2))
        for slot in before where slot.tag != 0 { put(slot) }
    }
}
