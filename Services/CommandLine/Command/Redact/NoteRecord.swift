/// One note read from a line of JSON. Three forms: `text`; `bytes_b64`, the bytes as they came, in base64; `expand`, a prefix, a unit
/// so many times and a suffix (for tests of size).
struct NoteRecord: Sendable {
    /// As JSON; `null` where there is none.
    private(set) var id: [UInt8] = Self.null
    private(set) var text: [UInt8] = []

    static let null = Array("null".utf8)
    /// The longest text, in bytes.
    static let longestText = 128 << 20

    private var hasText = false
    private var base64: [UInt8] = []
    private var hasBase64 = false
    private var expansion: Expansion?
    private var key: [UInt8] = []

    private struct Expansion {
        var prefix: [UInt8] = []
        var unit: [UInt8] = []
        var suffix: [UInt8] = []
        var times = 0
    }

    /// Reads a line; the buffers of the one before are used again.
    mutating func read(_ line: UnsafeBufferPointer<UInt8>) throws(NoteError) {
        id = Self.null
        text.removeAll(keepingCapacity: text.capacity < 16 << 20)
        hasText = false
        hasBase64 = false
        expansion = nil
        var scanner = JSONScanner(line)
        guard scanner.take(0x7b) else { throw .notObject }
        if !scanner.take(0x7d) {
            repeat {
                key.removeAll(keepingCapacity: true)
                guard scanner.string(into: &key), scanner.take(0x3a) else { throw .notObject }
                try field(&scanner)
            } while scanner.take(0x2c)
            guard scanner.take(0x7d) else { throw .notObject }
        }
        guard scanner.isAtEnd else { throw .notObject }
        if hasText { return }
        if hasBase64 {
            guard Base64.decode(base64, into: &text) else { throw .notBase64 }
        } else if let expansion {
            try expand(expansion)
        } else {
            throw .noText
        }
    }

    private mutating func field(_ scanner: inout JSONScanner) throws(NoteError) {
        if key.elementsEqual("text".utf8) {
            text.removeAll(keepingCapacity: true)
            guard scanner.string(into: &text) else { throw .wrongType(field: "text") }
            hasText = true
        } else if key.elementsEqual("id".utf8) {
            guard let value = scanner.scalarValue() else { throw .wrongType(field: "id") }
            id = value
        } else if key.elementsEqual("bytes_b64".utf8) {
            base64.removeAll(keepingCapacity: true)
            guard scanner.string(into: &base64) else { throw .wrongType(field: "bytes_b64") }
            hasBase64 = true
        } else if key.elementsEqual("expand".utf8) {
            expansion = try expansion(&scanner)
        } else {
            guard scanner.skipValue() else { throw .notObject }
        }
    }

    private func expansion(_ scanner: inout JSONScanner) throws(NoteError) -> Expansion {
        var result = Expansion()
        guard scanner.take(0x7b) else { throw .wrongType(field: "expand") }
        if scanner.take(0x7d) { return result }
        repeat {
            var name: [UInt8] = []
            var value: [UInt8] = []
            guard scanner.string(into: &name), scanner.take(0x3a) else { throw .notObject }
            if name.elementsEqual("times".utf8) {
                guard let times = scanner.scalarValue().flatMap({ Int(String(decoding: $0, as: UTF8.self)) }), times >= 0 else {
                    throw .wrongType(field: "expand.times")
                }
                result.times = times
                continue
            }
            guard scanner.string(into: &value) else { throw .wrongType(field: "expand") }
            if name.elementsEqual("prefix".utf8) { result.prefix = value }
            if name.elementsEqual("unit".utf8) { result.unit = value }
            if name.elementsEqual("suffix".utf8) { result.suffix = value }
        } while scanner.take(0x2c)
        guard scanner.take(0x7d) else { throw .notObject }
        return result
    }

    private mutating func expand(_ expansion: Expansion) throws(NoteError) {
        let (middle, overflow) = expansion.unit.count.multipliedReportingOverflow(by: expansion.times)
        guard !overflow, middle <= Self.longestText else { throw .tooLarge(limit: Self.longestText) }
        text.reserveCapacity(expansion.prefix.count + middle + expansion.suffix.count)
        text += expansion.prefix
        if !expansion.unit.isEmpty { for _ in 0..<expansion.times { text += expansion.unit } }
        text += expansion.suffix
    }
}
