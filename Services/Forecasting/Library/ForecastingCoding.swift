import Domain

// How the parts of the state are written, each beside how it is read.

extension StateWriter {
    mutating func write(_ pair: SIMD2<Double>) {
        write(pair.x)
        write(pair.y)
    }
}

extension StateReader {
    mutating func pair() throws(StateError) -> SIMD2<Double> {
        let first = try double()
        return SIMD2(first, try double())
    }
}

extension OpenCounts {
    func write(to writer: inout StateWriter) {
        writer.write(signed: slot.start)
        writer.write(Int(slot.length))
        // In their own order, not that of arrival.
        let settled = settled()
        writer.write(settled.count)
        for entry in settled {
            writer.write(entry.high)
            writer.write(entry.low)
            writer.write(entry.count)
        }
    }

    init(from reader: inout StateReader) throws(StateError) {
        let start = try reader.signed()
        self.init(slot: TimeSlot(start: start, length: UInt32(clamping: try reader.unsigned())))
        for _ in 0..<(try reader.count(bytesEach: 3)) {
            let high = try reader.unsigned()
            let low = try reader.unsigned()
            let entry = Entry(high: high, low: low, count: max(0, try reader.int()))
            guard !holds(entry) else { throw .corrupted(message: "the snapshot has an open count twice") }
            insert(entry)
        }
    }
}

extension CategoryModel {
    func write(to writer: inout StateWriter) {
        writer.write(rhythm.hours)
        writer.write(rhythm.days)
        writer.write(rhythm.watched)
        writer.write(totals)
        writer.write(watched)
        writer.write(began == nil ? 0 : 1)
        writer.write(signed: began ?? 0)
        writer.write(signed: watchedThrough)
        writer.write(live)
        for kind in kinds { writer.write(kind) }
        writer.write(cells.entries.count)
        for cell in cells.entries {
            writer.write(signed: Int64(cell.column))
            writer.write(signed: Int64(cell.row))
            writer.write(cell.sums)
            writer.write(cell.live)
        }
    }

    init(from reader: inout StateReader) throws(StateError) {
        rhythm.hours = try reader.doubles(exactly: 24)
        rhythm.days = try reader.doubles(exactly: 7)
        rhythm.watched = try reader.doubles(exactly: 7)
        totals = try reader.pair()
        watched = try reader.pair()
        let hasBegun = try reader.unsigned() == 1
        let instant = try reader.signed()
        began = hasBegun ? instant : nil
        watchedThrough = try reader.signed()
        live = try reader.int()
        for index in kinds.indices { kinds[index] = try reader.int() }
        for _ in 0..<(try reader.count(bytesEach: 19)) {
            let column = Int32(truncatingIfNeeded: try reader.signed())
            let row = Int32(truncatingIfNeeded: try reader.signed())
            let sums = try reader.pair()
            let contributions = try reader.int()
            guard !cells.holds(column: column, row: row) else { throw .corrupted(message: "the snapshot has a cell twice") }
            // A cell whose incidents were all taken back has nothing to restore.
            if contributions > 0 { cells.add(sums, column: column, row: row, contributions: contributions) }
        }
    }
}
