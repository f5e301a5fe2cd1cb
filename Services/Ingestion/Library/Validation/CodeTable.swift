import Domain

/// Which of a source's codes speak of readings, looked up by bytes.
struct CodeTable: Sendable {
    private struct Entry: Sendable {
        let hash: UInt64
        let code: [UInt8]
        let isReading: Bool
    }

    private var slots: [Entry?]

    init(_ mappings: [String: Category]) {
        var size = 8
        while size < mappings.count * 2 { size *= 2 }
        slots = [Entry?](repeating: nil, count: size)
        for (code, category) in mappings {
            let bytes = Array(code.utf8)
            let hash = bytes.withUnsafeBytes(CodeTable.hash)
            var index = Int(truncatingIfNeeded: hash) & (size - 1)
            while slots[index] != nil { index = (index + 1) & (size - 1) }
            slots[index] = Entry(hash: hash, code: bytes, isReading: category.use == .reading)
        }
    }

    /// Whether a code is mapped to a reading; nil where it is not mapped.
    func isReading(_ code: UnsafeRawBufferPointer) -> Bool? {
        let hash = CodeTable.hash(code)
        var index = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while let entry = slots[index] {
            if entry.hash == hash, entry.code.count == code.count, entry.code.elementsEqual(code) { return entry.isReading }
            index = (index + 1) & (slots.count - 1)
        }
        return nil
    }

    /// FNV-1a: the table is the register's, nobody outside can choose what collides in it.
    private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        return hash
    }
}
