/// The names of a document, each held once: elements, attributes, prefixes and namespaces become small numbers.
struct XMLNames: Sendable {
    /// The number of the empty name: no prefix, no namespace.
    static let none: Int32 = 0

    private(set) var texts: [String] = [""]
    private var bytes: [[UInt8]] = [[]]
    private var buckets = [Int32](repeating: -1, count: 256)

    /// The number of a name, which is held from now on; nil where there would be more than `most`.
    mutating func number(_ name: Span<UInt8>, most: Int) -> Int32? {
        if name.count == 0 { return XMLNames.none }
        let hash = XMLNames.hash(name)
        var place = hash & (buckets.count - 1)
        while buckets[place] >= 0 {
            if equal(Int(buckets[place]), name) { return buckets[place] }
            place = (place + 1) & (buckets.count - 1)
        }
        guard texts.count < most else { return nil }
        var copy: [UInt8] = []
        copy.reserveCapacity(name.count)
        for index in name.indices { copy.append(name[index]) }
        let number = Int32(texts.count)
        texts.append(String(decoding: copy, as: UTF8.self))
        bytes.append(copy)
        buckets[place] = number
        if texts.count * 2 > buckets.count { grow() }
        return number
    }

    private func equal(_ number: Int, _ name: Span<UInt8>) -> Bool {
        let held = bytes[number]
        guard held.count == name.count else { return false }
        for index in name.indices where held[index] != name[index] { return false }
        return true
    }

    private mutating func grow() {
        buckets = [Int32](repeating: -1, count: buckets.count * 2)
        for number in 1..<texts.count {
            let name = bytes[number]
            var place = XMLNames.hash(name.span) & (buckets.count - 1)
            while buckets[place] >= 0 { place = (place + 1) & (buckets.count - 1) }
            buckets[place] = Int32(number)
        }
    }

    /// FNV-1a, folded; the number of names is bounded, so that names chosen to collide cost little.
    private static func hash(_ name: Span<UInt8>) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for index in name.indices { hash = (hash ^ UInt64(name[index])) &* 0x0000_0100_0000_01b3 }
        return Int(truncatingIfNeeded: (hash ^ hash >> 32) & 0xffff_ffff)
    }
}
