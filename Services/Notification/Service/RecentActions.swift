import Domain

/// Identifiers of the latest actions, so that one said twice is done once.
struct RecentActions: Sendable {
    private static let maximum = 4_096

    private var order: [String] = []
    private var known: Set<String> = []
    private var changed = false

    func contains(_ identifier: String) -> Bool { known.contains(identifier) }

    mutating func insert(_ identifier: String) {
        guard known.insert(identifier).inserted else { return }
        order.append(identifier)
        if order.count > 2 * Self.maximum {
            known.subtract(order.prefix(Self.maximum))
            order.removeFirst(Self.maximum)
        }
        changed = true
    }

    var bytes: [UInt8] {
        var writer = StateWriter()
        writer.write(order.count)
        for identifier in order { writer.write(identifier) }
        return writer.bytes
    }

    mutating func takeDelta() -> [UInt8] {
        defer { changed = false }
        return changed ? bytes : []
    }

    mutating func restore(_ bytes: [UInt8]) throws(StateError) {
        self = RecentActions()
        guard !bytes.isEmpty else { return }
        var reader = StateReader(bytes)
        for _ in 0..<(try reader.count()) { insert(try reader.string()) }
        changed = false
        try reader.finish()
    }
}
