import Domain

/// When what is known under an id was said, so that an older message that arrives late does not replace a newer one. Bounded as
/// `RevisionMemory` is.
struct SaidTimes: Sendable {
    /// Ids remembered, at least the latest half of them.
    static let capacity = 65_536

    private var young: [UInt64: Int64] = [:]
    private var old: [UInt64: Int64] = [:]

    /// Whether nothing newer was said under an id; what was said now is noted where it is.
    mutating func isNewer(_ identifier: String, _ time: Instant?) -> Bool {
        let time = time?.milliseconds ?? .min
        let key = SaidTimes.hash.hash(Array(identifier.utf8)).low
        if let known = young[key] ?? old[key], known > time { return false }
        if young.count >= SaidTimes.capacity / 2, young[key] == nil {
            old = young
            young = [:]
        }
        young[key] = time
        return true
    }

    func write(to writer: inout StateWriter) {
        for generation in [old, young] {
            writer.write(generation.count)
            for (key, time) in generation.sorted(by: { $0.key < $1.key }) {
                writer.write(fixed: key)
                writer.write(signed: time)
            }
        }
    }

    init(from reader: inout StateReader) throws(StateError) {
        old = try SaidTimes.generation(&reader)
        young = try SaidTimes.generation(&reader)
    }

    init() {}

    private static func generation(_ reader: inout StateReader) throws(StateError) -> [UInt64: Int64] {
        let count = try reader.count(bytesEach: 9)
        guard count <= capacity else { throw reader.malformed() }
        var generation: [UInt64: Int64] = [:]
        for _ in 0..<count {
            let key = try reader.fixed()
            generation[key] = try reader.signed()
        }
        return generation
    }

    private static let hash = SipHash128(key0: 0x7175_6965_7475_6465, key1: 0x7361_6964_2d30_3031)
}
