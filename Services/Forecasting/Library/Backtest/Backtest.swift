import Domain

/// Forecasts window after window of the past, each from what came before it alone, and compares.
public struct Backtest: Sendable {
    private let settings: BacktestSettings
    private let events: BacktestEvents
    /// Places in `events`, by day, in the order given within a day.
    private let order: [Int32]
    /// For each day from `firstDay`, where its incidents begin in `order`; one more at the end.
    private let starts: [Int]
    private let firstDay: Int
    private let lastDay: Int
    /// The grid whose indices the windows use.
    public let grid: StudyGrid

    /// First day that is forecast.
    private var firstForecast: Int { lastDay + 1 - settings.days }

    /// Checks what is asked; nothing is computed yet.
    public init(_ events: BacktestEvents, settings: BacktestSettings) throws(BacktestError) {
        guard settings.days >= 1 else { throw .badDays(settings.days) }
        let hours = settings.windowHours
        guard hours >= 1, hours < 24 ? 24 % hours == 0 : hours % 24 == 0 else { throw .badWindow(hours: hours) }
        guard settings.refitDays >= 1 else { throw .badRefit(days: settings.refitDays) }
        var least = Int.max
        var greatest = Int.min
        for place in 0..<events.count {
            let day = events.day(place)
            least = min(least, day)
            greatest = max(greatest, day)
        }
        guard events.count > 0, greatest - least < 200_000 else { throw .noHistory(days: settings.days, available: 0) }
        let first = greatest + 1 - settings.days
        guard first > least else { throw .noHistory(days: settings.days, available: greatest - least) }

        // A stable counting sort by day.
        var starts = [Int](repeating: 0, count: greatest - least + 2)
        for place in 0..<events.count { starts[events.day(place) - least + 1] += 1 }
        for day in 1..<starts.count { starts[day] += starts[day - 1] }
        var next = starts
        var order = [Int32](repeating: 0, count: events.count)
        for place in 0..<events.count {
            let day = events.day(place) - least
            order[next[day]] = Int32(place)
            next[day] += 1
        }
        // What lies ahead of the first window must not even shape the grid.
        let past = order[..<starts[first - least]]
        guard let grid = StudyGrid(columns: past.map { events.columns[Int($0)] }, rows: past.map { events.rows[Int($0)] }) else {
            throw .noHistory(days: settings.days, available: greatest - least)
        }
        if let target = settings.target {
            guard past.contains(where: { events.categories[Int($0)] == target }) else { throw .noneOfTarget }
        }
        self.settings = settings
        self.events = events
        self.order = order
        self.starts = starts
        self.grid = grid
        firstDay = least
        lastDay = greatest
    }

    /// Runs it.
    ///
    /// - Parameter each: is handed every window in order.
    public func run(each: (WindowForecast) throws -> Void) rethrows -> BacktestResult {
        var model = startingModel()
        let spans = settings.windowHours >= 24
        let knowsHours = spans || DayParts.knowsHours(past.lazy.map { events.wallSeconds[Int($0)] })
        var parts = DayParts(grid: grid, hours: spans ? 24 : settings.windowHours, knowsHours: knowsHours && !spans)
        var result = BacktestResult(grid: grid, model: model)
        result.knowsHours = DayParts.knowsHours(past.lazy.map { events.wallSeconds[Int($0)] })
        for day in firstDay..<firstForecast {
            result.offGrid += absorb(day, into: &model, &parts, learns: day >= firstForecast - model.settings.trainingDays)
        }
        var day = firstForecast
        var fitted = Int.min / 2
        while day <= lastDay {
            if day - fitted >= settings.refitDays {
                result.fits.append(model.fit())
                parts.renew()
                fitted = day
            }
            let length = min(spans ? settings.windowHours / 24 : 1, lastDay + 1 - day)
            let expected = forecast(day: day, days: length, &model)
            let cells = model.areaCells()
            for part in 0..<parts.count {
                let window = window(day: day, days: length, part: part, of: parts, cells: cells, expected: expected)
                try each(window)
                result.count += 1
                result.dispersion.learn(expected: window.expected, observed: window.observed)
                result.expected += window.expected.reduce(0) { $0 + Double($1) }
                result.observed += window.observed.reduce(window.outside) { $0 + Int($1.count) }
                if settings.keepsWindows { result.windows.append(window) }
                if day + length > lastDay, part == parts.count - 1 { explain(window, day: day, &model, &result) }
            }
            for passed in day..<(day + length) { result.offGrid += absorb(passed, into: &model, &parts, learns: true) }
            day += length
        }
        result.trainingDays = model.trainingDays
        result.model = model
        return result
    }

    private var past: ArraySlice<Int32> { order[..<starts[firstForecast - firstDay]] }

    private func isOwn(_ place: Int32) -> Bool { settings.target == nil || events.categories[Int(place)] == settings.target }

    /// A model whose settings rest on what came before the first window.
    private func startingModel() -> PlaceModel {
        var categories = [Int](repeating: 0, count: events.categoryNames.count)
        for place in past { categories[Int(events.categories[Int(place)])] += 1 }
        let history = firstForecast - firstDay
        let recent = order[starts[max(0, history - 365)]..<starts[history]]
        let rate = Double(recent.count { isOwn($0) }) / Double(min(365, history))
        return PlaceModel(
            grid: grid, target: settings.target, categories: categories, days: history,
            settings: PlaceModel.Settings(incidentsPerDay: rate, days: history, seed: settings.seed))
    }

    /// A day's incidents go into the model; how many lay outside the grid.
    private func absorb(_ day: Int, into model: inout PlaceModel, _ parts: inout DayParts, learns: Bool) -> Int {
        var placed: [PlacedEvent] = []
        let today = order[starts[day - firstDay]..<starts[day - firstDay + 1]]
        placed.reserveCapacity(today.count)
        for place in today {
            let event = Int(place)
            guard let index = grid.index(column: events.columns[event], row: events.rows[event]) else { continue }
            placed.append(
                PlacedEvent(
                    index: Int32(index), category: events.categories[event], weight: events.weights.isEmpty ? 1 : events.weights[event]))
            if parts.count > 1, isOwn(place) {
                parts.learn(at: index, second: Int(events.wallSeconds[event] - Int64(day) * 86_400))
            }
        }
        model.absorb(day: day, placed, learns: learns)
        return today.count - placed.count
    }

    /// Incidents expected by cell of the area over some days, all from what is known at the beginning.
    private func forecast(day: Int, days: Int, _ model: inout PlaceModel) -> [Double] {
        if days == 1 { return model.forecast(day: day) }
        var totals = [Double](repeating: 0, count: DayType.allCases.count)
        var examples = [Int?](repeating: nil, count: totals.count)
        for ahead in day..<(day + days) {
            let type = DayType(day: ahead).rawValue
            totals[type] += model.level.expected(day: ahead)
            examples[type] = ahead
        }
        var sum: [Double] = []
        for (example, total) in zip(examples, totals) {
            guard let example else { continue }
            let part = model.forecast(day: example, total: total)
            sum = sum.isEmpty ? part : zip(sum, part).map { $0 + $1 }
        }
        return sum
    }

    private func window(
        day: Int, days: Int, part: Int, of parts: DayParts, cells: [Int32], expected: [Double]
    ) -> WindowForecast {
        let length = parts.count > 1 ? Int64(settings.windowHours) * 3600 : Int64(days) * 86_400
        let start = Int64(day) * 86_400 + Int64(part) * (parts.count > 1 ? length : 0)
        let values =
            parts.count > 1
            ? zip(expected, parts.shares(of: part, cells: cells)).map { Float($0 * $1) } : expected.map { Float($0) }
        var counts: [Int32: Int32] = [:]
        var outside = 0
        for place in order[starts[day - firstDay]..<starts[day + days - firstDay]] where isOwn(place) {
            let event = Int(place)
            guard events.wallSeconds[event] >= start, events.wallSeconds[event] < start + length else { continue }
            if let index = grid.index(column: events.columns[event], row: events.rows[event]) {
                counts[Int32(index), default: 0] += 1
            } else {
                outside += 1
            }
        }
        var observed: [(place: Int32, count: Int32)] = []
        for (index, count) in counts.sorted(by: { $0.key < $1.key }) {
            let place = cells.partitioningIndex(atLeast: index)
            if place < cells.count, cells[place] == index { observed.append((Int32(place), count)) } else { outside += Int(count) }
        }
        return WindowForecast(start: start, end: start + length, cells: cells, expected: values, observed: observed, outside: outside)
    }

    private func explain(_ window: WindowForecast, day: Int, _ model: inout PlaceModel, _ result: inout BacktestResult) {
        let parts = model.explanation(day: day)
        let whole = window.cells.indices.map { cell in parts.reduce(0) { $0 + $1[cell] } }
        result.lastExplanation = parts.map { part in
            window.cells.indices.map { whole[$0] > 0 ? Float(part[$0] / whole[$0]) * window.expected[$0] : 0 }
        }
        let sum = whole.reduce(0, +)
        result.componentShares = parts.map { sum > 0 ? $0.reduce(0, +) / sum : 0 }
    }
}

extension [Int32] {
    /// In ascending order: the first place whose value is not below another.
    func partitioningIndex(atLeast value: Int32) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
