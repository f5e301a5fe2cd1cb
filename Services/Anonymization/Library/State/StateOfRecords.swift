import Domain

// How incidents and readings are written in the state: fields in the order of their declaration.

extension StateWriter {
    mutating func incident(_ incident: Incident) {
        byte(incident.kind.rawValue)
        unsigned(UInt64(incident.category.rawValue))
        cell(incident.cell)
        slot(incident.slot)
        byte(incident.severity.rawValue)
        byte(incident.timeCertainty.rawValue)
        byte(incident.origin.rawValue)
    }

    mutating func reading(_ reading: Reading) {
        byte(reading.kind.rawValue)
        unsigned(UInt64(reading.category.rawValue))
        byte(reading.cell == nil ? 0 : 1)
        if let cell = reading.cell { self.cell(cell) }
        slot(reading.slot)
        byte(reading.saidSlot == nil ? 0 : 1)
        if let said = reading.saidSlot { signed(said) }
        optional(reading.value)
        string(reading.unit)
        byte(reading.quality.rawValue)
        optional(reading.lower)
        optional(reading.upper)
    }

    private mutating func cell(_ cell: Cell) {
        byte(cell.level)
        signed(Int64(cell.column))
        signed(Int64(cell.row))
    }

    private mutating func slot(_ slot: TimeSlot) {
        signed(slot.start)
        unsigned(UInt64(slot.length))
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
