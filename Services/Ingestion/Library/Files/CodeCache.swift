/// The few codes that a file repeats row after row, so that each becomes a string once.
struct CodeCache: Sendable {
    private static let size = 256
    private var slots = [(bytes: [UInt8], text: String)?](repeating: nil, count: size)

    /// The text of a code; nil where it was not held lately.
    func code(_ bytes: Span<UInt8>) -> String? {
        guard let held = slots[CodeCache.slot(bytes)], held.bytes.count == bytes.count else { return nil }
        for index in bytes.indices where held.bytes[index] != bytes[index] { return nil }
        return held.text
    }

    mutating func hold(_ bytes: ArraySlice<UInt8>, _ text: String) {
        let bytes = Array(bytes)
        slots[CodeCache.slot(bytes.span)] = (bytes, text)
    }

    private static func slot(_ bytes: Span<UInt8>) -> Int {
        var hash = UInt64(truncatingIfNeeded: bytes.count)
        for index in bytes.indices { hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01b3 }
        return Int(truncatingIfNeeded: hash ^ hash >> 32) & (size - 1)
    }
}
