import Domain

// What must be remembered over a restart: the register's record, the watermark, and what may still be corrected.

extension Anonymizer {
    // 1: without granularities. 2: without linking.
    private static let format: UInt8 = 3

    /// What changed since the last call, to be stored in the transaction that commits the output; empty where nothing did.
    public mutating func takeDelta() -> [UInt8] {
        guard
            watermarkChanged || registerChanged || granularitiesChanged || keyEnds.hasChanged || !(linking?.fresh.isEmpty ?? true)
                || books.contains(where: { $0.memory.hasChanges })
        else { return [] }
        var writer = StateWriter()
        writer.write(byte: Anonymizer.format)
        writer.write(byte: registerChanged ? 1 : 0)
        if registerChanged { writer.write(run: registerRecord) }
        let changed = books.indices.filter { books[$0].memory.hasChanges }
        writer.write(changed.count)
        for index in changed {
            writer.write(books[index].rules.identifier)
            books[index].memory.writeChanges(to: &writer)
        }
        writer.write(signed: watermark)
        writer.write(byte: granularitiesChanged ? 1 : 0)
        if granularitiesChanged { writer.write(granularities) }
        writer.write(byte: linking == nil ? 0 : 1)
        linking?.writeChanges(to: &writer)
        writer.write(byte: keyEnds.hasChanged ? 1 : 0)
        if keyEnds.hasChanged { keyEnds.write(to: &writer) }
        watermarkChanged = false
        registerChanged = false
        granularitiesChanged = false
        keyEnds.hasChanged = false
        return writer.bytes
    }

    /// Applies what `takeDelta` gave, in the same order. Where it changes `registerRecord`, call `register(_:record:)` before going on.
    public mutating func replay(delta: [UInt8]) throws(StateError) {
        guard !delta.isEmpty else { return }
        var reader = StateReader(delta)
        let format = try Anonymizer.format(&reader)
        if try reader.byte() != 0 { registerRecord = try reader.run() }
        for _ in 0..<(try reader.count()) {
            let identifier = try reader.string()
            if let index = books.firstIndex(where: { $0.rules.identifier == identifier }) {
                try books[index].memory.readChanges(from: &reader)
            } else {
                // Its window is not known before the register is; until then nothing of it may expire.
                var memory = orphans[identifier] ?? CorrectionMemory(window: .max, limit: .max)
                try memory.readChanges(from: &reader)
                orphans[identifier] = memory
            }
        }
        watermark = max(watermark, try reader.signed())
        if format > 1, try reader.byte() != 0 { granularities = try reader.granularities() }
        if format > 2 {
            try readLinking(&reader)
            if try reader.byte() != 0 { try readKeyEnds(&reader) }
        }
        guard reader.isAtEnd else { throw reader.malformed() }
        expire()
    }

    /// Everything that must be remembered.
    public func snapshot() -> [UInt8] {
        var writer = StateWriter()
        writer.write(byte: Anonymizer.format)
        writer.write(run: registerRecord)
        writer.write(signed: watermark)
        let memories = (books.map { ($0.rules.identifier, $0.memory) } + orphans.map { ($0.key, $0.value) }).sorted { $0.0 < $1.0 }
        writer.write(memories.count)
        for (identifier, memory) in memories {
            writer.write(identifier)
            memory.writeAll(to: &writer)
        }
        writer.write(granularities)
        writer.write(byte: linking == nil ? 0 : 1)
        linking?.writeAll(to: &writer)
        keyEnds.write(to: &writer)
        return writer.bytes
    }

    /// Takes up where `snapshot` was taken. Then decode `registerRecord` and call `register(_:record:)` with it.
    public mutating func restore(snapshot: [UInt8]) throws(StateError) {
        var restored = Anonymizer(digesting: digesting, limits: limits, linking: linking)
        if !snapshot.isEmpty {
            var reader = StateReader(snapshot)
            let format = try Anonymizer.format(&reader)
            restored.registerRecord = try reader.run()
            restored.watermark = try reader.signed()
            for _ in 0..<(try reader.count()) {
                let identifier = try reader.string()
                restored.orphans[identifier] = try CorrectionMemory(from: &reader)
            }
            if format > 1 { restored.granularities = try reader.granularities() }
            if format > 2 {
                try restored.readLinking(&reader)
                try restored.readKeyEnds(&reader)
            }
            guard reader.isAtEnd else { throw reader.malformed() }
        }
        self = restored
    }

    /// Where this machine links nothing, what another linked is read over.
    private mutating func readLinking(_ reader: inout StateReader) throws(StateError) {
        guard try reader.byte() != 0 else { return }
        var read = linking ?? Linking(authentication: { _, _ in [] }, makeKey: { _ in [] })
        try read.read(from: &reader)
        if linking != nil { linking = read }
    }

    /// Keys that are to be destroyed are held no more.
    private mutating func readKeyEnds(_ reader: inout StateReader) throws(StateError) {
        keyEnds = try KeyEnds(from: &reader)
        for key in keyEnds.doomed where key.purpose == .linking { linking?.forget(key.key) }
    }

    /// The format of a state that this version can read.
    private static func format(_ reader: inout StateReader) throws(StateError) -> UInt8 {
        let found = try reader.byte()
        guard (1...format).contains(found) else { throw .otherVersion(found: UInt64(found), known: UInt64(format)) }
        return found
    }
}
