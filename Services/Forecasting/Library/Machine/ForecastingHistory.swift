import Domain

// How slots become history.
extension ForecastingMachine {
    /// A slot's counts become history: of the day that goes on, or of one that is over.
    mutating func settle(_ counts: OpenCounts) {
        var late: [OpenCounts.Late] = []
        let slot = counts.slot
        let days = days(of: slot)
        let settled = counts.settled()
        if !settled.isEmpty { roll(to: days.upperBound) }
        for entry in settled {
            guard let category = entry.category else { continue }
            let index = Int(category.rawValue)
            if states[index] == nil {
                // What would be taken back never was.
                guard entry.count > 0 else { continue }
                begin(category, at: slot.start, day: days.upperBound, around: entry.cell)
            }
            if slot.start < (states[index]?.began ?? .min) { states[index]?.began = slot.start }
            tellHour(entry, slot: slot, day: days.lowerBound)
            states[index]?.live += entry.count
            if let kind = entry.kind { states[index]?.kinds[Int(kind.rawValue)] += entry.count }
            for day in days {
                let age = (today ?? day) - day
                if age == 0, days.count == 1 {
                    current.add(entry)
                    if entry.count > 0 { enlarge(entry.cell) }
                } else {
                    late.append(OpenCounts.Late(entry: entry, age: max(0, age - 1), share: 1 / Double(days.count)))
                }
            }
            if let live = states[index]?.live, live <= 0 { forget(category) }
        }
        if !late.isEmpty { amend(late) }
    }

    /// The local days that a slot may be about: that of its middle, or each that it touches where it is longer than a day.
    private mutating func days(of slot: TimeSlot) -> ClosedRange<Int> {
        // A day of which the clock changes has 25 hours.
        if slot.length <= 90_000 {
            let day = Int(clock.local(slot.start &+ Int64(slot.length / 2)).floorDivided(by: 86_400))
            return day...day
        }
        let last = Int(clock.local(slot.end - 1).floorDivided(by: 86_400))
        return max(Int(clock.local(slot.start).floorDivided(by: 86_400)), last - 31)...last
    }

    /// The hour is known where the slot is an hour at most; a few hours are shared out by the profile as it is.
    private mutating func tellHour(_ entry: OpenCounts.Entry, slot: TimeSlot, day: Int) {
        guard let category = entry.category, slot.length < 43_200 else { return }
        let index = Int(category.rawValue)
        let age = max(0, (today ?? day) - day)
        let type = DayType(day: day)
        let amount = Double(entry.count)
        if slot.length <= 3_600 {
            states[index]?.hours.add(amount, hour: clock.hourOfDay(slot.start), on: type, age: age)
            return
        }
        let shares = states[index]?.hours.shares(on: type) ?? []
        let hours = (0..<Int64((slot.length + 3_599) / 3_600)).map { clock.hourOfDay(slot.start &+ $0 * 3_600) }
        let sum = hours.reduce(0) { $0 + shares[$1] }
        for hour in hours where sum > 0 { states[index]?.hours.add(amount * shares[hour] / sum, hour: hour, on: type, age: age) }
    }

    /// A category's first incident.
    private mutating func begin(_ category: Category, at start: Int64, day: Int, around cell: Cell) {
        if today == nil { today = day }
        if grid == nil {
            let middle = cell.level <= level ? cell.ancestor(at: level) : cell.southWest(at: level)
            grid = StudyGrid(columns: middle.column.surroundings, rows: middle.row.surroundings)
            area = grid.map { StudyArea(grid: $0) }
        }
        guard let grid, let area else { return }
        var model = PlaceModel(
            grid: grid, target: category.rawValue, categories: [Int](repeating: 0, count: 64), days: 1,
            settings: PlaceModel.Settings(incidentsPerDay: 1, days: 1, rows: 200, least: 4), group: CategoryGroup.of(category).members)
        model.area = area
        states[Int(category.rawValue)] = CategoryState(model: model, began: start)
    }

    /// Everything of a category was taken back.
    private mutating func forget(_ category: Category) {
        states[Int(category.rawValue)] = nil
        var kept = OpenCounts(slot: current.slot)
        for entry in current.settled() where entry.category != category { kept.add(entry) }
        current = kept
        guard states.allSatisfy({ $0 == nil }) else { return }
        (today, grid, area, newcomers) = (nil, nil, nil, [])
        current = OpenCounts(slot: current.slot)
    }

    /// A cell joins the area, with its neighbours; the grid grows where it must.
    mutating func enlarge(_ cell: Cell) {
        guard cell.level <= level else { return }
        let cell = cell.ancestor(at: level)
        guard let index = place(cell, growing: true), let grid, area?.seen[index] == false else { return }
        for up in -1...1 {
            for right in -1...1 {
                let neighbour = index + up * grid.width + right
                if grid.isInside(neighbour), area?.contains[neighbour] == false { newcomers.insert(Int32(neighbour)) }
            }
        }
        area?.add(around: index, in: grid)
        for state in states.indices where states[state] != nil { states[state]?.model.area.add(around: index, in: grid) }
    }

    /// Index of a cell of the models' level; nil where it lies beyond what the grid can grow to.
    mutating func place(_ cell: Cell, growing: Bool) -> Int? {
        guard let grid else { return nil }
        if let index = grid.index(column: cell.column, row: cell.row) { return index }
        guard growing else { return nil }
        guard let wider = grid.wider(for: cell, most: ForecastingMachine.mostCells) else {
            tally.offGrid += 1
            return nil
        }
        move(to: wider, shift: 0)
        return wider.index(column: cell.column, row: cell.row)
    }

    /// Cells of the widest grid; beyond it places do not count, only totals.
    static let mostCells = 1_000_000

    /// Another level of cells.
    mutating func move(to level: UInt8) {
        let shift = Int(level) - Int(self.level)
        self.level = level
        guard let grid else { return }
        let columns = grid.innerColumns
        let rows = grid.innerRows
        let moved =
            shift > 0
            ? StudyGrid(
                columns: (columns.lowerBound >> Int32(shift))...(columns.upperBound >> Int32(shift)),
                rows: (rows.lowerBound >> Int32(shift))...(rows.upperBound >> Int32(shift)))
            : StudyGrid(columns: columns.spread(by: -shift), rows: rows.spread(by: -shift))
        move(to: moved, shift: shift)
    }

    private mutating func move(to wider: StudyGrid, shift: Int) {
        guard let old = grid else { return }
        grid = wider
        for index in states.indices {
            guard var state = states[index] else { continue }
            states[index] = nil
            state.model = state.model.moved(to: wider, shift: shift)
            state.calibration.waiting = shift == 0 ? state.calibration.waiting?.moved(from: old, to: wider) : nil
            states[index] = state
        }
        var cells = area?.cells() ?? []
        var moved = StudyArea(grid: wider)
        if shift == 0 {
            for index in cells {
                for place in PlaceModel.places(of: Int(index), from: old, to: wider, shift: 0) {
                    if area?.seen[Int(index)] == true { moved.add(around: place.index, in: wider) }
                    moved.add(index: place.index, in: wider)
                }
            }
        } else {
            cells = cells.filter { area?.seen[Int($0)] == true }
            for index in cells {
                for place in PlaceModel.places(of: Int(index), from: old, to: wider, shift: shift) {
                    moved.add(around: place.index, in: wider)
                }
            }
        }
        newcomers =
            shift == 0
            ? Set(newcomers.flatMap { PlaceModel.places(of: Int($0), from: old, to: wider, shift: 0).map { Int32($0.index) } }) : []
        area = moved
        for index in states.indices where states[index] != nil { states[index]?.model.area = moved }
    }
}

extension OpenCounts {
    /// What became history after its day was over.
    struct Late {
        let entry: Entry
        /// Whole days between its own and the last one that is over.
        let age: Int
        /// Share of the entry that belongs to the day.
        let share: Double
    }
}

extension Cell {
    /// The south-western one of the cells of a finer level within.
    func southWest(at level: UInt8) -> Cell {
        let shift = Int32(self.level) - Int32(level)
        return Cell(level: level, column: column &<< shift, row: row &<< shift)
    }
}

extension ClosedRange<Int32> {
    /// The columns (or rows) of a level so much finer.
    func spread(by levels: Int) -> ClosedRange<Int32> {
        let width = Int64(1) << Int64(Swift.min(levels, 8))
        let low = Int32(clamping: Int64(lowerBound) * width)
        return low...Swift.max(low, Int32(clamping: (Int64(upperBound) + 1) * width - 1))
    }
}

extension Int32 {
    /// What a first grid spans around its first incident; far from the end of the numbers, where nothing can lie.
    var surroundings: ClosedRange<Int32> {
        let middle = Swift.min(Swift.max(self, -1_000_000_000), 1_000_000_000)
        return (middle - 16)...(middle + 16)
    }
}

extension StudyGrid {
    /// What lies within slack and margin.
    var innerColumns: ClosedRange<Int32> {
        let edge = StudyGrid.slack + Int32(StudyGrid.margin)
        return (firstColumn + edge)...(firstColumn + Int32(width) - 1 - edge)
    }

    var innerRows: ClosedRange<Int32> {
        let edge = StudyGrid.slack + Int32(StudyGrid.margin)
        return (firstRow + edge)...(firstRow + Int32(height) - 1 - edge)
    }

    /// A rectangle that holds a cell as well, a quarter wider than it must be so that it seldom grows; nil where it would be too large.
    func wider(for cell: Cell, most: Int) -> StudyGrid? {
        func grown(_ range: ClosedRange<Int32>, _ value: Int32) -> ClosedRange<Int32>? {
            let (low, high) = (Int64(range.lowerBound), Int64(range.upperBound))
            let value = Int64(value)
            let slack = max(8, (high - low) / 4)
            let wide = (value < low ? value - slack : low, value > high ? value + slack : high)
            guard wide.1 - wide.0 < Int64(most), let first = Int32(exactly: wide.0), let last = Int32(exactly: wide.1) else { return nil }
            return first...last
        }
        guard let columns = grown(innerColumns, cell.column), let rows = grown(innerRows, cell.row) else { return nil }
        let grid = StudyGrid(columns: columns, rows: rows)
        return grid.count <= most ? grid : nil
    }
}

extension CalibrationTally.Check {
    /// The same cells on another grid.
    func moved(from old: StudyGrid, to new: StudyGrid) -> CalibrationTally.Check {
        CalibrationTally.Check(
            day: day, expected: expected,
            cells: cells.map { Int32(PlaceModel.places(of: Int($0), from: old, to: new, shift: 0).first?.index ?? 0) },
            corrections: corrections)
    }
}
