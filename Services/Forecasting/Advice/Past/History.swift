public import Domain

/// The incidents that were, so that a place can be asked how many there usually are at such times.
///
/// Times are those of the incidents' slots; weeks are steps of 7 times 24 hours, so that a change of summer time is an hour off for the weeks
/// beyond it. 8 bytes an incident, a dictionary entry a cell; a question costs O(cells times log n).
public struct History: Sendable {
    /// Seconds before an event that count as its own.
    public static let before: Int64 = 3_600
    /// Seconds after an event that count as its own.
    public static let after: Int64 = 7_200

    private let times: [Cell: [Int64]]
    /// The level of the cells: the coarsest that any incident has.
    public let level: UInt8
    /// The first incident's time, seconds since 1970; nil without incidents.
    public let first: Int64?

    /// The incidents of any categories; those of finer cells count in the coarsest level that there is.
    public init(_ incidents: [Incident]) {
        let level = incidents.map(\.cell.level).max() ?? 0
        var times: [Cell: [Int64]] = [:]
        for incident in incidents { times[incident.cell.ancestor(at: level), default: []].append(incident.slot.start) }
        self.times = times.mapValues { $0.sorted() }
        self.level = level
        first = times.values.compactMap { $0.min() }.min()
    }

    /// When incidents were in some cells (all where there are none) and a stretch, in order.
    public func moments(in cells: [Cell], from start: Int64, to end: Int64) -> [Int64] {
        places(cells).flatMap { cell -> ArraySlice<Int64> in
            guard let all = times[cell] else { return [] }
            return all[all.firstIndex(notBefore: start)..<all.firstIndex(notBefore: max(start, end))]
        }.sorted()
    }

    /// How many there were.
    public func count(in cells: [Cell], from start: Int64, to end: Int64) -> Int {
        places(cells).reduce(0) { sum, cell in
            guard let all = times[cell] else { return sum }
            return sum + all.firstIndex(notBefore: max(start, end)) - all.firstIndex(notBefore: start)
        }
    }

    /// How many there usually are: the same hours of the weeks about, those with an event in the place left out.
    ///
    /// The mean is credited with two weeks at the place's rate round the clock, so that a place with little history is not taken for one
    /// where nothing happens; the size (spread) is by moments. Known is only what ended by `asOf`.
    public func usual(
        in cells: [Cell], from start: Int64, to end: Int64, asOf: Int64, weeks: Int = 12, avoiding events: [PlannedEvent] = []
    ) -> Load {
        guard end > start, let first else { return .none }
        let week: Int64 = 7 * 86_400
        var counts: [Double] = []
        for step in 1...max(1, weeks) {
            for shift in [-Int64(step) * week, Int64(step) * week] {
                let (from, to) = (start + shift, end + shift)
                guard to <= asOf, from >= first, !events.contains(where: { $0.overlaps(from: from, to: to) }) else { continue }
                counts.append(Double(count(in: cells, from: from, to: to)))
            }
        }
        let from = max(first, min(start, asOf) - Int64(max(1, weeks)) * week)
        let until = min(asOf, max(start, from + week))
        // Less than a week tells nothing of a rate round the clock.
        let span = Double(max(week, until - from))
        let rate = (Double(count(in: cells, from: from, to: max(from, until))) + 0.5) / span * Double(end - start)
        let number = Double(counts.count)
        let mean = (counts.reduce(0, +) + 2 * rate) / (number + 2)
        guard counts.count >= 3 else { return Load(mean: mean, size: 2) }
        let variance = counts.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (number - 1)
        // The mean itself is uncertain by a week's worth of spread over the number of weeks.
        return Load(mean: mean, variance: max(mean, variance) * (1 + 1 / number))
    }

    /// What came of an event, an hour before it and two hours after included.
    public func outcome(of event: PlannedEvent, conditions: Conditions, asOf: Int64, others: [PlannedEvent]) -> PastEvent {
        let (start, end) = (event.start - Self.before, event.end + Self.after)
        let near = others.filter {
            !$0.cells.isEmpty && ($0.start != event.start || $0.identifier != event.identifier) && shares($0, event)
        }
        let moments = moments(in: event.cells, from: start, to: end)
        let usual = usual(in: event.cells, from: start, to: end, asOf: asOf, avoiding: near)
        return PastEvent(
            event: event, conditions: conditions, observed: Double(moments.count), usual: usual.mean, moments: moments)
    }

    private func shares(_ left: PlannedEvent, _ right: PlannedEvent) -> Bool {
        let places = Set(places(left.cells))
        return self.places(right.cells).contains { places.contains($0) }
    }

    /// The cells at the history's level that make up a footprint.
    private func places(_ cells: [Cell]) -> [Cell] {
        if cells.isEmpty { return Array(times.keys) }
        var places: Set<Cell> = []
        for cell in cells {
            if cell.level <= level {
                places.insert(cell.ancestor(at: level))
            } else {
                let shift = Int32(min(cell.level - level, 6))
                for row in (cell.row << shift)..<((cell.row + 1) << shift) {
                    for column in (cell.column << shift)..<((cell.column + 1) << shift) {
                        places.insert(Cell(level: level, column: column, row: row))
                    }
                }
            }
        }
        return Array(places)
    }
}

extension Array<Int64> {
    /// The place of the first element that is not less, in a sorted array.
    func firstIndex(notBefore value: Int64) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
