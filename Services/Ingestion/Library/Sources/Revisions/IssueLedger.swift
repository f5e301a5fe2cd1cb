import Domain

/// Which readings each thing that is issued (an alert, an event of a calendar) became, so that what it no longer says, or what cancels it,
/// finds them. Bounded: what was issued first is forgotten first.
struct IssueLedger: Sendable {
    /// Things remembered.
    static let capacity = 4_096
    /// Readings remembered, over all of them.
    static let maximumReadings = 65_536

    /// A reading that it became.
    struct Entry: Sendable, Hashable {
        var identifier: String
        var start: Instant
        var offsetMinutes: Int32
    }

    /// Hashes of names, oldest first.
    private var order: [UInt64] = []
    private var issued: [UInt64: [Entry]] = [:]
    private var count = 0

    mutating func note(_ name: String, _ entries: [Entry]) {
        let key = IssueLedger.key(name)
        if let known = issued[key] { count -= known.count } else { order.append(key) }
        issued[key] = entries
        count += entries.count
        while order.count > IssueLedger.capacity || (count > IssueLedger.maximumReadings && order.count > 1) {
            count -= issued.removeValue(forKey: order.removeFirst())?.count ?? 0
        }
    }

    /// What it became; nil where it is not known.
    func entries(_ name: String) -> [Entry]? { issued[IssueLedger.key(name)] }

    func write(to writer: inout StateWriter) {
        writer.write(order.count)
        for key in order {
            writer.write(fixed: key)
            let entries = issued[key] ?? []
            writer.write(entries.count)
            for entry in entries {
                writer.write(entry.identifier)
                writer.write(signed: entry.start.milliseconds)
                writer.write(signed: Int64(entry.offsetMinutes))
            }
        }
    }

    init(from reader: inout StateReader) throws(StateError) {
        let things = try reader.count(bytesEach: 9)
        guard things <= IssueLedger.capacity else { throw reader.malformed() }
        for _ in 0..<things {
            let key = try reader.fixed()
            var entries: [Entry] = []
            for _ in 0..<(try reader.count(bytesEach: 3)) {
                let identifier = try reader.string()
                let start = Instant(milliseconds: try reader.signed())
                entries.append(Entry(identifier: identifier, start: start, offsetMinutes: try reader.number()))
            }
            guard self.issued.updateValue(entries, forKey: key) == nil else { throw reader.malformed() }
            order.append(key)
            count += entries.count
        }
        guard count <= IssueLedger.maximumReadings * 2 else { throw reader.malformed() }
    }

    init() {}

    private static let hash = SipHash128(key0: 0x7175_6965_7475_6465, key1: 0x6361_702d_6964_3031)

    private static func key(_ name: String) -> UInt64 { hash.hash(Array(name.utf8)).low }
}
