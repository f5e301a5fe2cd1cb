import Domain

// How days become knowledge.
extension ForecastingMachine {
    /// Every day before one is over.
    mutating func roll(to day: Int) {
        while let today, today < day, !states.allSatisfy({ $0 == nil }) { close(day: today, next: day) }
    }

    /// A local day is over: every category learns from it.
    private mutating func close(day: Int, next: Int) {
        let midnight = clock.midnight(ofDay: Int64(day))
        let morning = clock.midnight(ofDay: Int64(day + 1))
        let context = DayContext(
            day: day, from: midnight, to: morning, asOf: midnight, today: day, surroundings: surroundings, holidays: holidays)
        let coarse = spreadCoarse(on: DayType(day: day))
        let events = placedEvents(and: coarse)
        let totals = currentTotals()
        let cells = currentCells(and: coarse)
        let spread = Set(coarse.lazy.map(\.category))
        for index in states.indices {
            guard var state = states[index] else { continue }
            states[index] = nil
            let own = totals[index] ?? 0
            let seen = cells[UInt16(index)] ?? []
            let ratio = state.effects.ratio(context)
            let new = seen.reduce(0) { newcomers.contains($1.index) ? $0 + $1.count : $0 }
            if state.model.day != nil {
                state.effects.learn(day: day, context: context, expected: state.model.level.expected(day: day), observed: own)
                learnPlaces(day, midnight, morning, seen, &state)
            }
            // Shares of an incident over many cells say nothing of how counts scatter.
            if let told = state.calibration.close(with: seen), !spread.contains(UInt16(index)) {
                state.dispersion.learn(expected: told.expected, observed: told.observed, fade: 0.996)
            }
            // A category's first days are all news.
            state.novelty.learn(new: new, all: seen.reduce(0) { $0 + $1.count })
            state.model.newcomers = newcomers
            state.model.absorb(day: day, placed: events, learns: own > 0 && state.model.day != nil, total: own, exposure: ratio)
            state.model.newcomers = []
            state.hours.pass()
            refit(&state, index, day: day)
            states[index] = state
        }
        // Where coarse incidents were spread forecasts speak of now, as the models do.
        if let grid { for event in events { area?.add(around: Int(event.index), in: grid) } }
        surroundings.close(day: day, midnight: morning)
        current = OpenCounts(slot: current.slot)
        newcomers = []
        today = day + 1
    }

    /// French holidays where the clock is that of Paris.
    var holidays: FrenchHolidays? { clock.zone == "Europe/Paris" ? FrenchHolidays(zone: settings.schoolZone) : nil }

    /// Fits a category's weights and effects once a week, on a weekday of its own so that no day does the work of all; a young one's first
    /// weights as soon as some thirty incidents were seen.
    private mutating func refit(_ state: inout CategoryState, _ index: Int, day: Int) {
        let known = state.model.training.reduce(0) { $0 + $1.count }
        let isDue = (day + index) % 7 == 0 || (state.fitted == nil && known >= 30)
        guard isDue, known > 0 else { return }
        let perDay = state.model.level.expected(day: day + 1)
        let days = Int(state.model.counts.mass[state.model.kernels.own])
        state.model.settings = PlaceModel.Settings(
            incidentsPerDay: perDay, days: max(1, days), rows: settings.rows, least: 4, seed: UInt64(index))
        state.model.fit(prior: opinion(of: index, state).map { ($0, 50) })
        state.effects.fit(day: day)
        state.fitted = day
        tally.fits += 1
    }

    /// What the others of a category's group found: the mean of their kernels' shares, weighed by their training; without any, a plain mixture.
    private func opinion(of index: Int, _ state: CategoryState) -> [Double]? {
        guard let category = Category(rawValue: UInt16(index)) else { return nil }
        let group = CategoryGroup.of(category)
        var sum = [Double](repeating: 0, count: state.model.kernels.kernels.count)
        for (other, candidate) in states.enumerated() where other != index {
            guard let candidate, candidate.model.shares.count == sum.count, let kind = Category(rawValue: UInt16(other)) else { continue }
            let weight = candidate.model.training.reduce(0) { $0 + $1.count } * (CategoryGroup.of(kind) == group ? 1 : 0.1)
            for kernel in sum.indices { sum[kernel] += weight * candidate.model.shares[kernel] }
        }
        let whole = sum.reduce(0, +)
        return whole > 0 ? sum.map { $0 / whole } : state.model.kernels.plainShares
    }

    /// The day's incidents so far by category, wherever they were.
    func currentTotals() -> [Int: Double] {
        var totals: [Int: Double] = [:]
        for entry in current.settled() {
            if let category = entry.category { totals[Int(category.rawValue), default: 0] += max(0, Double(entry.count)) }
        }
        return totals
    }

    /// A part of a coarse incident: what of it lies in one cell, as its category's own model has it.
    private struct Part {
        let index: Int32
        let category: UInt16
        /// Incidents.
        let count: Double
        /// Of the incident it is part of.
        let weight: Double
    }

    /// The day's incidents that are known to lie in a larger square, over its cells.
    private mutating func spreadCoarse(on type: DayType) -> [Part] {
        var coarse: [OpenCounts.Entry] = []
        for entry in current.settled() where entry.count > 0 && entry.cell.level > level { coarse.append(entry) }
        return spread(coarse, on: type).compactMap { entry, place in
            entry.category.map {
                Part(index: place.index, category: $0.rawValue, count: Double(entry.count) * place.share, weight: weight(of: entry))
            }
        }
    }

    /// The day's incidents by category, by cell in the grid's order.
    private mutating func currentCells(and coarse: [Part]) -> [UInt16: [(index: Int32, count: Double)]] {
        var cells: [UInt16: [Int32: Double]] = [:]
        for entry in current.settled() where entry.count > 0 && entry.cell.level <= level {
            guard let category = entry.category, let index = place(entry.cell.ancestor(at: level), growing: false) else { continue }
            cells[category.rawValue, default: [:]][Int32(index), default: 0] += Double(entry.count)
        }
        for part in coarse { cells[part.category, default: [:]][part.index, default: 0] += part.count }
        return cells.mapValues { cells in cells.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }
    }

    /// The day's incidents as models take them: in the order of cells.
    private mutating func placedEvents(and coarse: [Part]) -> [PlacedEvent] {
        var events = fineEvents()
        for part in coarse {
            events.append(PlacedEvent(index: part.index, category: part.category, weight: Float(part.count * part.weight)))
        }
        events.sort { ($0.index, $0.category, $0.weight) < ($1.index, $1.category, $1.weight) }
        return events
    }

    /// The day's incidents whose cell is known, in the order of cells.
    mutating func fineEvents() -> [PlacedEvent] {
        var events: [PlacedEvent] = []
        for entry in current.settled() where entry.count > 0 && entry.cell.level <= level {
            guard let index = place(entry.cell.ancestor(at: level), growing: false) else { continue }
            events.append(
                PlacedEvent(
                    index: Int32(index), category: UInt16(truncatingIfNeeded: entry.low >> 32),
                    weight: Float(Double(entry.count) * weight(of: entry))))
        }
        events.sort { ($0.index, $0.category, $0.weight) < ($1.index, $1.category, $1.weight) }
        return events
    }

    func weight(of entry: OpenCounts.Entry) -> Double { entry.isDiscovered ? settings.discoveredWeight : 1 }

    /// Compares the places around planned events with what their cells expect on other days.
    private func learnPlaces(
        _ day: Int, _ midnight: Int64, _ morning: Int64, _ seen: [(index: Int32, count: Double)], _ state: inout CategoryState
    ) {
        guard let check = state.calibration.waiting, check.day == day, let grid else { return }
        let hours = state.hours.shares(on: DayType(day: day))
        for gathering in surroundings.gatherings(from: midnight, to: morning, asOf: midnight) {
            guard let rings = rings(around: gathering, in: grid) else { continue }
            let weight = self.weight(of: gathering, from: midnight, to: morning, midnight: midnight, hours: hours)
            for (feature, cells) in [(DayContext.Feature.close, rings.close), (.near, rings.near)] {
                var (expected, observed) = (0.0, 0.0)
                for cell in cells {
                    let place = check.cells.partitioningIndex(atLeast: cell)
                    if place < check.cells.count, check.cells[place] == cell { expected += Double(check.expected[place]) }
                    if let found = seen.first(where: { $0.index == cell }) { observed += found.count }
                }
                state.effects.learn(day: day, around: feature, weight: weight, expected: expected, observed: observed)
            }
        }
    }

    /// What became history late, or is history no more.
    mutating func amend(_ late: [OpenCounts.Late]) {
        var coarse: [OpenCounts.Late] = []
        for item in late {
            guard let category = item.entry.category else { continue }
            let amount = Double(item.entry.count) * item.share
            let index = Int(category.rawValue)
            states[index]?.model.level.amend(age: item.age, by: amount)
            guard item.entry.cell.level <= level else {
                coarse.append(item)
                continue
            }
            if item.entry.count > 0 { enlarge(item.entry.cell) }
            guard let place = place(item.entry.cell.ancestor(at: level), growing: false) else { continue }
            amend(at: place, category, amount * weight(of: item.entry), age: item.age)
        }
        guard !coarse.isEmpty else { return }
        let type = DayType(day: (today ?? 1) - 1)
        for (place, spread) in coarse.map({ item in (item, self.spread([item.entry], on: type)) }) {
            guard let category = place.entry.category else { continue }
            for (entry, part) in spread {
                amend(
                    at: Int(part.index), category, Double(entry.count) * place.share * part.share * weight(of: entry), age: place.age)
            }
        }
    }

    private mutating func amend(at index: Int, _ category: Category, _ amount: Double, age: Int) {
        if amount > 0, let grid { area?.add(around: index, in: grid) }
        for state in states.indices where states[state] != nil {
            states[state]?.model.amend(at: index, category: category.rawValue, amount: amount, age: age)
        }
    }
}
