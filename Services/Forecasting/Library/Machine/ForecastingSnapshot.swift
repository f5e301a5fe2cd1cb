import Domain

// The whole state as bytes. The same state gives the same bytes; a restored machine goes on as the one that was written.
extension ForecastingMachine {
    private static let magic: StaticString = "QFOR"
    private static let version: UInt64 = 3

    /// Everything it remembers, but for its settings and zone rules.
    public func snapshot() -> [UInt8] {
        var writer = StateWriter(magic: ForecastingMachine.magic, version: ForecastingMachine.version)
        writer.write(clock.zone)
        for value in [calendar.slotLength, calendar.interval, calendar.window] { writer.write(signed: value) }
        writer.write(Int(level))
        writer.write(cellSize)
        writer.write(territoryCells)
        writer.write(optional: issuedThrough)
        for count in tally.values { writer.write(count) }
        writer.write(open.count)
        for counts in open.sorted(by: { $0.slot < $1.slot }) { counts.write(to: &writer) }
        surroundings.write(to: &writer)
        writer.write(optional: today.map { Int64($0) })
        current.write(to: &writer)
        writer.write(grid == nil ? 0 : 1)
        if let grid, var area {
            grid.write(to: &writer)
            let cells = area.cells()
            writer.write(indices: cells)
            writer.write(indices: cells.filter { area.seen[Int($0)] })
            writer.write(indices: newcomers.sorted())
        }
        writer.write(states.count { $0 != nil })
        for (index, state) in states.enumerated() {
            guard let state else { continue }
            writer.write(index)
            state.write(to: &writer)
        }
        return writer.finished()
    }

    /// Takes the place of what it remembered; unchanged where it throws.
    public mutating func restore(snapshot: [UInt8]) throws(StateError) {
        var reader = try StateReader(snapshot, magic: ForecastingMachine.magic, newest: ForecastingMachine.version)
        guard reader.version == ForecastingMachine.version else {
            let model = reader.version == 1 ? "decayed-rate/1" : "place-mixture/1"
            throw .otherSettings(
                message: "the snapshot is of the model \(model), which is no more; remove the service's state and let it read its feed "
                    + "from the beginning")
        }
        var copy = ForecastingMachine(settings: settings, clock: clock)
        copy.clock.zone = try reader.string()
        let slotLength = max(1, try reader.signed())
        let interval = max(0, try reader.signed())
        copy.calendar = IssueCalendar(slotLength: slotLength, interval: interval, window: max(1, try reader.signed()))
        copy.level = UInt8(clamping: try reader.int())
        copy.cellSize = try reader.double()
        copy.territoryCells = try reader.double()
        copy.issuedThrough = try reader.optionalNumber()
        var values: [Int] = []
        for _ in copy.tally.values { values.append(try reader.int()) }
        copy.tally.values = values
        for index in 0..<(try reader.count()) {
            let counts = try OpenCounts(from: &reader)
            guard copy.places.updateValue(index, forKey: counts.slot) == nil else {
                throw .corrupted(message: "the snapshot has a slot twice")
            }
            copy.open.append(counts)
        }
        copy.surroundings = try Surroundings(from: &reader)
        copy.today = try reader.optionalNumber().map { Int($0) }
        copy.current = try OpenCounts(from: &reader)
        if try reader.unsigned() == 1 {
            let grid = try StudyGrid(from: &reader)
            var area = StudyArea(grid: grid)
            for index in try reader.indices(below: grid.count) { area.add(index: Int(index), in: grid) }
            for index in try reader.indices(below: grid.count) where grid.isInside(Int(index)) { area.add(around: Int(index), in: grid) }
            _ = area.cells()
            copy.grid = grid
            copy.area = area
            copy.newcomers = Set(try reader.indices(below: grid.count))
        }
        for _ in 0..<(try reader.count()) {
            let index = try reader.int()
            guard copy.states.indices.contains(index), copy.states[index] == nil, let area = copy.area else {
                throw .corrupted(message: "the snapshot has a model of category \(index)")
            }
            var state = try CategoryState(from: &reader)
            guard state.model.grid == copy.grid else { throw .corrupted(message: "a model has another grid than the others") }
            state.model.area = area
            copy.states[index] = state
        }
        try reader.finish()
        self = copy
    }
}

extension ForecastingMachine.Tally {
    var values: [Int] {
        get { [incidents, late, notForecast, retracted, unknown, readings, forecasts, offGrid, fits] }
        set {
            guard newValue.count == 9 else { return }
            (incidents, late, notForecast, retracted) = (newValue[0], newValue[1], newValue[2], newValue[3])
            (unknown, readings, forecasts, offGrid, fits) = (newValue[4], newValue[5], newValue[6], newValue[7], newValue[8])
        }
    }
}
