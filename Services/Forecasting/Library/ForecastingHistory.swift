import Domain

// How slots become history, and history becomes forecasts.
extension ForecastingMachine {
    /// Where a slot's counts wait.
    mutating func openPlace(of slot: TimeSlot) -> Int {
        if lastPlace < open.count, open[lastPlace].slot == slot { return lastPlace }
        if let place = places[slot] {
            lastPlace = place
            return place
        }
        open.append(OpenCounts(slot: slot))
        lastPlace = open.count - 1
        places[slot] = lastPlace
        return lastPlace
    }

    mutating func settle(_ counts: OpenCounts) {
        for entry in counts.settled() {
            guard let category = entry.category else { continue }
            learn(entry.count, category: category, cell: entry.cell, kind: entry.kind, slot: counts.slot)
        }
    }

    /// Adds to history, or takes from it.
    mutating func learn(_ count: Int, category: Category, cell: Cell, kind: SourceKind?, slot: TimeSlot) {
        let index = Int(category.rawValue)
        if models[index] == nil { models[index] = CategoryModel() }
        models[index]?.add(count, cell: cell, kind: kind, slot: slot, level: level, weights: weights, clock: &clock)
        if models[index]?.live == 0 { models[index] = nil }
    }

    /// One forecast a category that has a history.
    mutating func issue(at boundary: Int64, silent: [SourceKind], _ issue: (Forecast) -> Void) {
        let window = boundary..<max(boundary + 1, calendar.windowEnd(from: boundary, on: &clock))
        for category in Category.allCases {
            let index = Int(category.rawValue)
            guard var model = models[index], let began = model.began else { continue }
            models[index] = nil
            model.watch(until: boundary, weights: weights, clock: &clock)
            let map = RateMap(
                &model, at: boundary, window: window, level: level, territoryCells: territoryCells, settings: settings, weights: weights,
                clock: &clock)
            tally.forecasts += 1
            issue(
                Forecast(
                    issuedAt: boundary, windowStart: window.lowerBound, windowEnd: window.upperBound, category: category,
                    cells: map.expectations, elsewhere: map.elsewhere, dispersion: 0, model: ForecastingMachine.model, trainedFrom: began,
                    trainedUntil: boundary, sources: SourceKind.allCases.filter { model.kinds[Int($0.rawValue)] > 0 },
                    silentSources: silent))
            models[index] = model
        }
    }
}
