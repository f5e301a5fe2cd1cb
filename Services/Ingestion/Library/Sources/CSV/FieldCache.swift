/// What the few values that a column repeats row after row mean, so that each is worked out once: a look-up by the field's bytes, a value a
/// bucket, the last one holds.
struct FieldCache<Value: Sendable>: Sendable {
    private static var buckets: Int { 256 }
    /// Bytes of the longest field that is held.
    private static var width: Int { 64 }

    // The fields lie side by side, so that to compare one touches no other memory and counts no references.
    private var fields: [UInt8]
    private var lengths: [Int]
    private var values: [Value?]

    init() {
        fields = Array(repeating: 0, count: FieldCache.buckets * FieldCache.width)
        lengths = Array(repeating: -1, count: FieldCache.buckets)
        values = Array(repeating: nil, count: FieldCache.buckets)
    }

    /// What was held for these bytes; nil where it was not held lately.
    func value(_ bytes: UnsafeBufferPointer<UInt8>) -> Value? {
        let bucket = FieldCache.bucket(bytes)
        guard lengths[bucket] == bytes.count else { return nil }
        let start = bucket * FieldCache.width
        let isSame = fields.withUnsafeBufferPointer { fields in
            bytes.indices.allSatisfy { bytes[$0] == fields[start + $0] }
        }
        return isSame ? values[bucket] : nil
    }

    /// What was held for a text's bytes; nil where it was not held lately.
    func value(_ text: String) -> Value? {
        var text = text
        return text.withUTF8 { value($0) }
    }

    /// Holds a value for some bytes.
    mutating func hold(_ bytes: ArraySlice<UInt8>, _ value: Value) {
        guard bytes.count <= FieldCache.width else { return }
        let bucket = bytes.withUnsafeBufferPointer(FieldCache.bucket)
        for (place, byte) in bytes.enumerated() { fields[bucket * FieldCache.width + place] = byte }
        lengths[bucket] = bytes.count
        values[bucket] = value
    }

    private static func bucket(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        var hash = UInt64(truncatingIfNeeded: bytes.count)
        for index in bytes.indices { hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01b3 }
        return Int(truncatingIfNeeded: hash ^ hash >> 32) & (buckets - 1)
    }
}
