import Domain

extension AcknowledgementBook {
    private static let format: UInt8 = 2
    /// The layout in which devices had it or had not.
    private static let formerFormat: UInt8 = 1

    /// What changed since the last call; empty where nothing did.
    public mutating func takeDelta() -> [UInt8] {
        guard !touched.isEmpty else { return [] }
        let bytes = write(touched.sorted())
        touched.removeAll()
        return bytes
    }

    /// Applies what `takeDelta` gave, in the same order.
    public mutating func replay(delta: [UInt8]) throws(StateError) {
        guard !delta.isEmpty else { return }
        var reader = StateReader(delta)
        let found = try reader.byte()
        let isFormer = found == AcknowledgementBook.formerFormat
        guard isFormer || found == AcknowledgementBook.format else {
            throw .otherVersion(found: UInt64(found), known: UInt64(AcknowledgementBook.format))
        }
        for _ in 0..<(try reader.count(bytesEach: 2)) {
            let alert = try reader.string()
            entries[alert] = try reader.byte() == 0 ? nil : try reader.entry(isFormer)
        }
        guard reader.isAtEnd else { throw reader.malformed() }
        queue = DueQueue()
        for (alert, entry) in entries { queue.push(DueQueue.Item(due: entry.forgetAt, key: alert)) }
    }

    /// Everything that must be remembered.
    public func snapshot() -> [UInt8] { write(entries.keys.sorted()) }

    /// Takes up where `snapshot` was taken; an empty one is a new book's.
    public mutating func restore(snapshot: [UInt8]) throws(StateError) {
        var restored = AcknowledgementBook(limits: limits)
        try restored.replay(delta: snapshot)
        self = restored
    }

    private func write(_ alerts: [String]) -> [UInt8] {
        var writer = StateWriter()
        writer.write(byte: AcknowledgementBook.format)
        writer.write(alerts.count)
        for alert in alerts {
            writer.write(alert)
            writer.write(byte: entries[alert] == nil ? 0 : 1)
            if let entry = entries[alert] { writer.entry(entry) }
        }
        return writer.bytes
    }
}

extension StateWriter {
    fileprivate mutating func entry(_ entry: AcknowledgementBook.Entry) {
        write(signed: entry.forgetAt)
        write(entry.gateways.count)
        for (gateway, count) in entry.gateways.sorted(by: { $0.key < $1.key }) {
            write(gateway)
            write(count.delivered)
            write(count.failed)
            write(count.expired)
            write(count.gone)
        }
    }
}

extension StateReader {
    fileprivate mutating func entry(_ isFormer: Bool) throws(StateError) -> AcknowledgementBook.Entry {
        var entry = AcknowledgementBook.Entry(forgetAt: try signed())
        for _ in 0..<(try count(bytesEach: isFormer ? 3 : 5)) {
            let gateway = try string()
            var devices = DeviceCounts(delivered: try unsigned(), failed: try unsigned())
            if !isFormer { (devices.expired, devices.gone) = (try unsigned(), try unsigned()) }
            entry.gateways[gateway] = devices
        }
        return entry
    }
}
