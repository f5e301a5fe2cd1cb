import Domain

/// All that is known of one category: where, when, how often, from whom.
struct CategoryModel: Sendable {
    /// Coarse incidents are spread over at most 4^4 cells; coarser ones over the whole territory.
    static let deepestSpread: UInt8 = 4

    var cells = CellSums()
    var rhythm = WeekRhythm()
    /// All incidents, by short and long half-life, inflated by `DayWeight`.
    var totals = SIMD2<Double>()
    /// Quarter hours watched, inflated likewise.
    var watched = SIMD2<Double>()
    /// Start of the first slot counted, seconds since 1970; nil where nothing counts.
    var began: Int64?
    var watchedThrough: Int64 = .min
    /// Incidents that count; 0 means as if it never was.
    var live = 0
    /// The same by kind of source.
    var kinds = [Int](repeating: 0, count: SourceKind.allCases.count + 1)

    /// Adds (or, less than 0, takes back) incidents of one cell, kind and slot. `level` is that of the forecast's cells.
    mutating func add(
        _ count: Int, cell: Cell, kind: SourceKind?, slot: TimeSlot, level: UInt8, weights: DayWeight, clock: inout LocalClock
    ) {
        if count > 0 { begin(at: slot.start, weights: weights, clock: &clock) }
        let weight = weights.weight(at: slot.start) * Double(count)
        live += count
        if let kind { kinds[Int(kind.rawValue)] += count }
        totals += weight
        let knowsHour = slot.length <= 3_600
        let middle = knowsHour ? slot.start : slot.start &+ Int64(slot.length / 2)
        rhythm.add(weight.y, hour: knowsHour ? clock.hourOfDay(middle) : nil, day: clock.dayOfWeek(middle))
        spread(weight, cell: cell, level: level, contributions: count)
        if live <= 0 { self = CategoryModel() }
    }

    private mutating func spread(_ weight: SIMD2<Double>, cell: Cell, level: UInt8, contributions: Int) {
        if cell.level <= level {
            let cell = cell.ancestor(at: level)
            return cells.add(weight, column: cell.column, row: cell.row, contributions: contributions)
        }
        let depth = cell.level - level
        guard depth <= CategoryModel.deepestSpread else { return }
        let width = Int32(1) << Int32(depth)
        // A power of two: what is spread still sums exactly.
        let share = weight / Double(Int(width) * Int(width))
        for row in 0..<width {
            for column in 0..<width {
                cells.add(
                    share, column: cell.column &* width &+ column, row: cell.row &* width &+ row, contributions: contributions)
            }
        }
    }

    /// Whether an incident of a cell can have been counted.
    func counts(_ cell: Cell, level: UInt8) -> Bool {
        if cell.level <= level {
            let cell = cell.ancestor(at: level)
            return cells.counts(column: cell.column, row: cell.row)
        }
        let depth = cell.level - level
        guard depth <= CategoryModel.deepestSpread else { return live > 0 }
        return cells.counts(column: cell.column &<< Int32(depth), row: cell.row &<< Int32(depth))
    }

    private mutating func begin(at start: Int64, weights: DayWeight, clock: inout LocalClock) {
        guard let began else {
            self.began = start
            watchedThrough = start.floorDivided(by: 900) &* 900
            return
        }
        guard start < began else { return }
        let first = began.floorDivided(by: 900) &* 900
        if watchedThrough <= first {
            watchedThrough = start.floorDivided(by: 900) &* 900
        } else {
            watch(from: start.floorDivided(by: 900) &* 900, to: first, weights: weights, clock: &clock)
        }
        self.began = start
    }

    /// Watched until an instant, by whole quarter hours.
    mutating func watch(until instant: Int64, weights: DayWeight, clock: inout LocalClock) {
        guard began != nil else { return }
        watch(from: watchedThrough, to: instant, weights: weights, clock: &clock)
        watchedThrough = max(watchedThrough, instant.floorDivided(by: 900) &* 900)
    }

    private mutating func watch(from: Int64, to: Int64, weights: DayWeight, clock: inout LocalClock) {
        var quarter = from
        var day = Int64.min
        var weight = SIMD2<Double>()
        while quarter &+ 900 <= to {
            let itsDay = DayWeight.day(of: quarter)
            if itsDay != day { (day, weight) = (itsDay, weights.weight(at: quarter)) }
            watched += weight
            rhythm.watch(weight.y, day: clock.dayOfWeek(quarter))
            quarter += 900
        }
    }

    /// The same at another level: coarser by summing, finer by spreading.
    mutating func move(from old: UInt8, to new: UInt8) {
        let entries = cells.sorted()
        cells = CellSums()
        for entry in entries {
            spread(
                entry.sums, cell: Cell(level: old, column: entry.column, row: entry.row), level: new, contributions: entry.live)
        }
    }
}
