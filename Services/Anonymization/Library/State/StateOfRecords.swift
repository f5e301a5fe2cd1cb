import Domain

// How incidents and readings are written in the state: fields in the order of their declaration.

extension StateWriter {
    mutating func incident(_ incident: Incident) {
        write(byte: incident.kind.rawValue)
        write(UInt64(incident.category.rawValue))
        cell(incident.cell)
        slot(incident.slot)
        write(byte: incident.severity.rawValue)
        write(byte: incident.timeCertainty.rawValue)
        write(byte: incident.origin.rawValue)
    }

    mutating func reading(_ reading: Reading) {
        write(byte: reading.kind.rawValue)
        write(UInt64(reading.category.rawValue))
        write(byte: reading.cell == nil ? 0 : 1)
        if let cell = reading.cell { self.cell(cell) }
        slot(reading.slot)
        write(byte: reading.saidSlot == nil ? 0 : 1)
        if let said = reading.saidSlot { write(signed: said) }
        write(optional: reading.value)
        write(reading.unit)
        write(byte: reading.quality.rawValue)
        write(optional: reading.lower)
        write(optional: reading.upper)
    }

    private mutating func cell(_ cell: Cell) {
        write(byte: cell.level)
        write(signed: Int64(cell.column))
        write(signed: Int64(cell.row))
    }

    private mutating func slot(_ slot: TimeSlot) {
        write(signed: slot.start)
        write(UInt64(slot.length))
    }
}

extension StateReader {
    mutating func incident() throws(StateError) -> Incident {
        Incident(
            kind: try choice(), category: try choice(), cell: try cell(), slot: try slot(), severity: try choice(),
            timeCertainty: try choice(), origin: try choice())
    }

    mutating func reading() throws(StateError) -> Reading {
        let kind: SourceKind = try choice()
        let category: Category = try choice()
        let cell: Cell? = try byte() == 0 ? nil : try self.cell()
        let slot = try self.slot()
        let said: Int64? = try byte() == 0 ? nil : try signed()
        let value = try optional()
        let unit = try string()
        let quality: Quality = try choice()
        return Reading(
            kind: kind, category: category, cell: cell, slot: slot, saidSlot: said, value: value, unit: unit, quality: quality,
            lower: try optional(), upper: try optional())
    }

    private mutating func cell() throws(StateError) -> Cell {
        let level = try byte()
        guard level <= Cell.maximumLevel else { throw malformed() }
        return Cell(level: level, column: try number(), row: try number())
    }

    private mutating func slot() throws(StateError) -> TimeSlot { TimeSlot(start: try signed(), length: try number()) }
}
