import Domain

// What must be remembered of linking over a restart: pseudonyms within their windows. Never a key.

extension Linking {
    /// What changed since the last call.
    mutating func writeChanges(to writer: inout StateWriter) {
        Linking.write(fresh, to: &writer)
        fresh = []
    }

    /// Everything.
    func writeAll(to writer: inout StateWriter) {
        let entries = windows.sorted { $0.key < $1.key }.flatMap { source, window in
            window.entries.map { Fresh(source: source, pseudonym: $0.pseudonym, counted: $0.counted) }
        }
        Linking.write(entries, to: &writer)
    }

    /// Adds what `writeChanges` or `writeAll` gave.
    mutating func read(from reader: inout StateReader) throws(StateError) {
        for _ in 0..<(try reader.count(bytesEach: 2)) {
            let source = try reader.string()
            // Its length is not known before the register is; until then nothing may be forgotten.
            var window = windows.removeValue(forKey: source) ?? RepeatWindow(length: .max)
            for _ in 0..<(try reader.count(bytesEach: 3)) {
                let pseudonym = Pseudonym(high: try reader.unsigned(), low: try reader.unsigned())
                window.note(pseudonym, at: Instant(seconds: try reader.signed()))
            }
            windows[source] = window
        }
    }

    /// By source, in order within each.
    private static func write(_ entries: [Fresh], to writer: inout StateWriter) {
        let sources = Dictionary(grouping: entries, by: \.source).sorted { $0.key < $1.key }
        writer.write(sources.count)
        for (source, entries) in sources {
            writer.write(source)
            writer.write(entries.count)
            for entry in entries {
                writer.write(entry.pseudonym.high)
                writer.write(entry.pseudonym.low)
                writer.write(signed: entry.counted.seconds)
            }
        }
    }
}
