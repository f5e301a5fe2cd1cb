import Domain

// How the parts of the rules' state are written, each beside how it is read.
extension StateWriter {
    mutating func write(_ cell: Cell?) {
        guard let cell else { return write(0) }
        write(Int(cell.level) + 1)
        write(signed: Int64(cell.column))
        write(signed: Int64(cell.row))
    }

    mutating func write(_ entry: RuleEntry) {
        write(signed: entry.start)
        write(entry.east)
        write(entry.north)
        write(entry.value)
        write(signed: Int64(entry.count))
        for byte in [entry.category, entry.source, entry.severity, entry.origin] { write(byte: byte) }
        write(UInt64(entry.minute))
        write(entry.cell)
    }

    mutating func write(_ anchor: RuleAnchor) {
        write(anchor.east)
        write(anchor.north)
        write(signed: anchor.time)
        write(anchor.cell)
        write(anchor.zones)
    }
}

extension StateReader {
    mutating func cell() throws(StateError) -> Cell? {
        let level = try unsigned()
        guard level > 0 else { return nil }
        let column = Int32(truncatingIfNeeded: try signed())
        return Cell(level: UInt8(truncatingIfNeeded: level - 1), column: column, row: Int32(truncatingIfNeeded: try signed()))
    }

    mutating func entry() throws(StateError) -> RuleEntry {
        let start = try signed()
        let (east, north, value) = (try double(), try double(), try double())
        let count = Int32(truncatingIfNeeded: try signed())
        let (category, source) = (try byte() & 63, try byte() & 15)
        let (severity, origin) = (try byte(), try byte() & 7)
        let minute = UInt16(truncatingIfNeeded: try unsigned() % 10_080)
        return RuleEntry(
            start: start, east: east, north: north, value: value, count: count, category: category, source: source, severity: severity,
            origin: origin, minute: minute, cell: try cell())
    }

    mutating func anchor() throws(StateError) -> RuleAnchor {
        let (east, north) = (try double(), try double())
        let time = try signed()
        let cell = try cell()
        return RuleAnchor(east: east, north: north, time: time, cell: cell, zones: try unsigned())
    }
}

extension RuleEpisode {
    func write(to writer: inout StateWriter) {
        writer.write(situation)
        writer.write(east)
        writer.write(north)
        writer.write(cell)
        writer.write(signed: Int64(zone))
        writer.write(zones)
        for instant in [start, told, last, until] { writer.write(signed: instant) }
        writer.write(observed)
        writer.write(over ? 1 : 0)
    }

    init(from reader: inout StateReader) throws(StateError) {
        situation = try reader.string()
        east = try reader.double()
        north = try reader.double()
        cell = try reader.cell()
        zone = Int(try reader.signed())
        zones = try reader.unsigned()
        start = try reader.signed()
        told = try reader.signed()
        last = try reader.signed()
        until = try reader.signed()
        observed = try reader.double()
        over = try reader.unsigned() == 1
        guard (-1..<RuleSet.maximumZones).contains(zone) else { throw reader.malformed() }
    }
}

extension RuleHearing {
    func write(to writer: inout StateWriter) {
        writer.write(signed: forgotten)
        writer.write(voices.count)
        for voice in voices {
            writer.write(voice.east)
            writer.write(voice.north)
            writer.write(voice.cell)
            writer.write(voice.zones)
            writer.write(signed: voice.last)
            writer.write(signed: voice.check)
        }
    }

    mutating func read(from reader: inout StateReader) throws(StateError) {
        forgotten = try reader.signed()
        for _ in 0..<(try reader.count(bytesEach: 20)) {
            let (east, north) = (try reader.double(), try reader.double())
            let cell = try reader.cell()
            let zones = try reader.unsigned()
            let last = try reader.signed()
            add(Voice(east: east, north: north, cell: cell, zones: zones, last: last, check: try reader.signed()))
        }
    }
}
