/// From exact bytes to a small number, without making a String: the register's codes, source names and units.
///
/// Built once a register version and read once an observation. Whoever sends codes cannot grow it.
struct ByteTable: Sendable {
    private struct Entry {
        var offset: Int
        var count: Int
        var value: UInt32
    }

    private var entries: [Entry] = []
    private var bytes: [UInt8] = []
    /// Index of an entry, plus 1; 0 is free. A power of two, at most half full.
    private var slots: [UInt32]

    /// A table of names and their values; of two equal names the last one counts.
    init(_ values: [(name: String, value: UInt32)]) {
        var capacity = 4
        while capacity < 2 * values.count { capacity *= 2 }
        slots = Array(repeating: 0, count: capacity)
        for (name, value) in values { insert(Array(name.utf8), value) }
    }

    private mutating func insert(_ name: [UInt8], _ value: UInt32) {
        name.withUnsafeBytes { name in
            var slot = ByteTable.hash(name) & (slots.count - 1)
            while slots[slot] != 0 {
                if holds(name, at: Int(slots[slot]) - 1) {
                    entries[Int(slots[slot]) - 1].value = value
                    return
                }
                slot = (slot + 1) & (slots.count - 1)
            }
            entries.append(Entry(offset: bytes.count, count: name.count, value: value))
            bytes += name
            slots[slot] = UInt32(entries.count)
        }
    }

    /// The value of exactly these bytes; nil where there is none.
    func value(_ name: UnsafeRawBufferPointer) -> UInt32? {
        var slot = ByteTable.hash(name) & (slots.count - 1)
        while slots[slot] != 0 {
            let index = Int(slots[slot]) - 1
            if holds(name, at: index) { return entries[index].value }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private func holds(_ name: UnsafeRawBufferPointer, at index: Int) -> Bool {
        let entry = entries[index]
        guard entry.count == name.count else { return false }
        for position in 0..<entry.count where bytes[entry.offset + position] != name[position] { return false }
        return true
    }

    private static func hash(_ name: UnsafeRawBufferPointer) -> Int {
        var hash = 0xcbf2_9ce4_8422_2325 ^ UInt64(truncatingIfNeeded: name.count)
        for byte in name { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return Int(truncatingIfNeeded: (hash ^ (hash >> 32)) & 0x7fff_ffff)
    }
}
