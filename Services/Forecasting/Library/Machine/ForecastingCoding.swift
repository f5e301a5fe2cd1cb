import Domain

// How the parts of the state are written, each beside how it is read.

extension StateWriter {
    mutating func write(optional value: Int64?) {
        write(byte: value == nil ? 0 : 1)
        if let value { write(signed: value) }
    }
}

extension StateReader {
    /// What `write(optional:)` wrote of a whole number.
    mutating func optionalNumber() throws(StateError) -> Int64? { try byte() == 0 ? nil : try signed() }
}

extension StudyGrid {
    func write(to writer: inout StateWriter) {
        writer.write(signed: Int64(firstColumn))
        writer.write(signed: Int64(firstRow))
        writer.write(width)
        writer.write(height)
    }

    init(from reader: inout StateReader) throws(StateError) {
        let firstColumn: Int32 = try reader.number()
        let firstRow: Int32 = try reader.number()
        let width = try reader.int()
        guard let grid = StudyGrid(firstColumn: firstColumn, firstRow: firstRow, width: width, height: try reader.int()) else {
            throw reader.malformed()
        }
        self = grid
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
            writer.write(signed: Int64(entry.count))
        }
    }

    init(from reader: inout StateReader) throws(StateError) {
        let start = try reader.signed()
        self.init(slot: TimeSlot(start: start, length: UInt32(clamping: try reader.unsigned())))
        for _ in 0..<(try reader.count(bytesEach: 3)) {
            let high = try reader.unsigned()
            let low = try reader.unsigned()
            let entry = Entry(high: high, low: low, count: Int(try reader.signed()))
            guard !holds(entry) else { throw .corrupted(message: "the snapshot has an open count twice") }
            insert(entry)
        }
    }
}

extension CategoryState {
    func write(to writer: inout StateWriter) {
        model.write(to: &writer)
        writer.write(hours.counts)
        effects.write(to: &writer)
        calibration.write(to: &writer)
        writer.write(dispersion.values.excess)
        writer.write(dispersion.values.squares)
        writer.write(novelty.new)
        writer.write(novelty.all)
        writer.write(signed: began)
        writer.write(live)
        for kind in kinds { writer.write(kind) }
        writer.write(optional: fitted.map { Int64($0) })
    }

    init(from reader: inout StateReader) throws(StateError) {
        model = try PlaceModel(from: &reader)
        guard let hours = HourProfile(values: try reader.doubles()) else { throw reader.malformed() }
        self.hours = hours
        effects = try SurroundingEffects(from: &reader)
        calibration = try CalibrationTally(from: &reader)
        let excess = try reader.double()
        dispersion = Dispersion(excess: excess, squares: try reader.double())
        let new = try reader.double()
        novelty = Novelty(new: new, all: try reader.double())
        began = try reader.signed()
        live = try reader.int()
        for index in kinds.indices { kinds[index] = try reader.int() }
        fitted = try reader.optionalNumber().map { Int($0) }
    }
}

extension CalibrationTally {
    func write(to writer: inout StateWriter) {
        writer.write(days)
        writer.write(values)
        writer.write(waiting == nil ? 0 : 1)
        guard let waiting else { return }
        writer.write(signed: Int64(waiting.day))
        writer.write(floats: waiting.expected)
        writer.write(indices: waiting.cells)
        writer.write(waiting.corrections)
    }

    init(from reader: inout StateReader) throws(StateError) {
        let days = try reader.int()
        guard let tally = CalibrationTally(days: days, values: try reader.doubles()) else { throw reader.malformed() }
        self = tally
        guard try reader.unsigned() == 1 else { return }
        let day = Int(try reader.signed())
        let expected = try reader.floats()
        let cells = try reader.indices(below: Int(Int32.max))
        let corrections = try reader.doubles(exactly: 10)
        guard cells.count == expected.count else { throw reader.malformed() }
        waiting = Check(day: day, expected: expected, cells: cells, corrections: corrections)
    }
}
