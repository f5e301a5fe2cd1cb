import Domain

extension SituationBook {
    func write(to writer: inout StateWriter) {
        writer.write(unfiled)
        writer.write(entries.count)
        for entry in entries {
            writer.write(entry.identifier)
            writer.write(UInt64(entry.category.rawValue))
            writer.write(entry.cells.count)
            for cell in entry.cells { writer.write(Optional(cell)) }
            writer.write(entry.kinds.reduce(UInt64(0)) { $0 | 1 << UInt64($1.rawValue) })
            writer.write(signed: entry.start)
            writer.write(signed: entry.end)
            writer.write(entry.peak)
            writer.write(byte: entry.severity.rawValue)
            writer.write(byte: entry.phase.rawValue)
            writer.write(entry.parts.count)
            for (part, lives) in entry.parts.sorted(by: { $0.key < $1.key }) {
                writer.write(part)
                writer.write(byte: lives ? 1 : 0)
            }
        }
    }

    mutating func read(from reader: inout StateReader) throws(StateError) {
        let unfiled = try reader.int()
        var entries: [Entry] = []
        for _ in 0..<(try reader.count(bytesEach: 16)) {
            let identifier = try reader.string()
            let number = UInt16(truncatingIfNeeded: try reader.unsigned())
            guard let category = Category(rawValue: number) else { throw reader.malformed() }
            var cells: [Cell] = []
            for _ in 0..<(try reader.count()) {
                guard let cell = try reader.cell() else { throw reader.malformed() }
                cells.append(cell)
            }
            let bits = try reader.unsigned()
            let kinds = Set(Signal.Kind.allCases.filter { bits >> UInt64($0.rawValue) & 1 == 1 })
            let (start, end) = (try reader.signed(), try reader.signed())
            let peak = try reader.double()
            let severity = try reader.choice(Severity.self)
            let phase = try reader.choice(Phase.self)
            var parts: [String: Bool] = [:]
            for _ in 0..<(try reader.count(bytesEach: 2)) {
                let part = try reader.string()
                parts[part] = try reader.byte() == 1
            }
            entries.append(
                Entry(
                    identifier: identifier, category: category, cells: cells, kinds: kinds, start: start, end: end, peak: peak,
                    severity: severity, phase: phase, parts: parts))
        }
        restore(entries, unfiled: unfiled)
    }
}
