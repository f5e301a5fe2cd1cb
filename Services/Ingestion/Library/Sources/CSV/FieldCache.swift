/// What the few values that a column repeats row after row mean, so that each is worked out once: a look-up by the field's bytes, in one of
/// two buckets, where the last one holds.
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
        if holds(bytes, bucket) { return values[bucket] }
        return holds(bytes, bucket ^ 1) ? values[bucket ^ 1] : nil
    }

    private func holds(_ bytes: UnsafeBufferPointer<UInt8>, _ bucket: Int) -> Bool {
        guard lengths[bucket] == bytes.count else { return false }
        let start = bucket * FieldCache.width
        return fields.withUnsafeBufferPointer { fields in bytes.indices.allSatisfy { bytes[$0] == fields[start + $0] } }
    }

    /// What was held for a text's bytes; nil where it was not held lately.
    func value(_ text: String) -> Value? {
        var text = text
        return text.withUTF8 { value($0) }
    }

    /// Holds a value for some bytes.
    mutating func hold(_ bytes: ArraySlice<UInt8>, _ value: Value) {
        guard bytes.count <= FieldCache.width else { return }
        var bucket = bytes.withUnsafeBufferPointer(FieldCache.bucket)
        if lengths[bucket] >= 0, lengths[bucket ^ 1] < 0 { bucket ^= 1 }
        for (place, byte) in bytes.enumerated() { fields[bucket * FieldCache.width + place] = byte }
        lengths[bucket] = bytes.count
        values[bucket] = value
    }

    /// Eight bytes at a time; a hash that only spreads, for sameness is checked.
    private static func bucket(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        var hash = UInt64(truncatingIfNeeded: raw.count)
        var index = 0
        while index + 8 <= raw.count {
            hash = (hash ^ raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)) &* 0xff51_afd7_ed55_8ccd
            hash ^= hash >> 32
            index += 8
        }
        var rest: UInt64 = 0
        while index < raw.count {
            rest = rest << 8 | UInt64(raw[index])
            index += 1
        }
        hash = (hash ^ rest) &* 0xff51_afd7_ed55_8ccd
        return Int(truncatingIfNeeded: hash >> 40) & (buckets - 1)
    }
}
