import Domain
import Glibc

// How knowledge becomes forecasts.
extension ForecastingMachine {
    /// A part of one local day that a window covers.
    private struct Part {
        let window: Int
        let day: Int
        let type: DayType
        let start: Int64
        let end: Int64
        let midnight: Int64
        let context: DayContext
        let isWholeDay: Bool
    }

    /// One forecast a category that has a history, and a window.
    mutating func issue(at boundary: Int64, silent: Set<SourceKind>, _ issue: (Forecast) -> Void) {
        guard let grid, let today, var area else { return }
        let windows = windows(from: boundary)
        let parts = parts(of: windows, asOf: boundary)
        let types = Set(parts.map(\.type))
        let indices = area.cells()
        self.area = area
        let cells = indices.map { grid.cell(at: Int($0)) }.map { Cell(level: level, column: $0.column, row: $0.row) }
        let events = fineEvents()
        let totals = currentTotals()
        let midnight = clock.midnight(ofDay: Int64(today))
        let passed = min(max(Double(boundary - midnight) / 86_400, 1.0 / 96), 1)
        for category in Category.allCases {
            let index = Int(category.rawValue)
            guard var state = states[index] else { continue }
            states[index] = nil
            // Before its first day is over, a category's day counts as a whole one: the first incident must not look like one a minute.
            let passing = state.model.counts.pass(events, on: DayType(day: today), share: state.model.day == nil ? 1 : passed)
            var shapes = state.model.shapes(from: today, of: types)
            let first = state.model.day == nil ? totals[index] ?? 0 : nil
            keepCheck(&state, shapes: shapes, cells: indices, day: today, midnight: midnight, boundary: boundary)
            shapes = shapes.mapValues { state.calibration.corrected($0) }
            var reasons = ReasonReader(state.model, types: types)
            for (number, window) in windows.enumerated() {
                tally.forecasts += 1
                issue(
                    forecast(
                        category, &state, window: window, parts: parts.filter { $0.window == number }, shapes: shapes, cells: cells,
                        indices: indices, issuedAt: boundary, silent: silent, firstDay: first, &reasons))
            }
            state.model.counts.undo(passing)
            // What was measured against a day that had not passed is not kept.
            if state.model.day == nil { state.model.reference.day = nil }
            states[index] = state
        }
    }

    private mutating func windows(from boundary: Int64) -> [Range<Int64>] {
        var windows: [Range<Int64>] = []
        var start = boundary
        for _ in 0..<settings.windows {
            let end = max(start + 1, calendar.windowEnd(from: start, on: &clock))
            windows.append(start..<end)
            start = end
        }
        return windows
    }

    /// Windows by local days. Of one that is longer than ten weeks the rest counts as its last day does.
    private mutating func parts(of windows: [Range<Int64>], asOf boundary: Int64) -> [Part] {
        var parts: [Part] = []
        var contexts: [Int: DayContext] = [:]
        let now = Int(clock.local(boundary).floorDivided(by: 86_400))
        for (number, window) in windows.enumerated() {
            var start = window.lowerBound
            while start < window.upperBound {
                let day = Int(clock.local(start).floorDivided(by: 86_400))
                let midnight = clock.midnight(ofDay: Int64(day))
                let morning = clock.midnight(ofDay: Int64(day + 1))
                let end = max(start + 1, min(window.upperBound, morning))
                let context =
                    contexts[day]
                    ?? DayContext(
                        day: day, from: midnight, to: morning, asOf: boundary, today: now, surroundings: surroundings, holidays: holidays)
                contexts[day] = context
                parts.append(
                    Part(
                        window: number, day: day, type: DayType(day: day), start: start, end: end, midnight: midnight, context: context,
                        isWholeDay: start == midnight && end == morning))
                start = end
            }
        }
        return parts
    }

    /// Once a day, at the first issue: what is expected of it, to be compared when it is over.
    private func keepCheck(
        _ state: inout CategoryState, shapes: [DayType: [Float]], cells: [Int32], day: Int, midnight: Int64, boundary: Int64
    ) {
        guard state.model.day != nil, state.calibration.waiting?.day != day, let shape = shapes[DayType(day: day)],
            boundary - midnight < 21_600
        else { return }
        let context = DayContext(
            day: day, from: midnight, to: midnight + 86_400, asOf: boundary, today: day, surroundings: surroundings, holidays: holidays)
        let total = Float(
            state.model.level.expected(day: day) * state.effects.ratio(context) * (1 - state.novelty.share))
        state.calibration.waiting = CalibrationTally.Check(
            day: day, expected: shape.map { $0 * total }, cells: cells, corrections: state.calibration.corrections)
    }

    private func forecast(
        _ category: Category, _ state: inout CategoryState, window: Range<Int64>, parts: [Part], shapes: [DayType: [Float]], cells: [Cell],
        indices: [Int32], issuedAt: Int64, silent: Set<SourceKind>, firstDay: Double?, _ reader: inout ReasonReader?
    ) -> Forecast {
        let outside = max(territoryCells - Double(cells.count), 0)
        let hasPlaces = shapes.values.contains { $0.contains { $0 > 0 } }
        // Where every cell is listed nothing can come elsewhere.
        let elsewhereShare = !hasPlaces ? 1 : outside >= 1 ? state.novelty.share : 0
        var byType: [DayType: Double] = [:]
        var total = 0.0
        var logarithms: [ForecastFactor.Kind: Double] = [:]
        var plain = 0.0
        for part in parts {
            let hours = state.hours.shares(on: part.type)
            let share = part.isWholeDay ? 1 : hours.held(from: part.start - part.midnight, to: part.end - part.midnight)
            let level = max(firstDay ?? state.model.level.expected(day: part.day), 1e-6)
            let expected = level * state.effects.ratio(part.context) * share
            byType[part.type, default: 0] += expected
            total += expected
            for (kind, value) in state.effects.logarithms(part.context) { logarithms[kind, default: 0] += value * expected }
            let length = Double(part.end - part.start) / 86_400
            plain += level / max(state.model.level.factor(day: part.day), 1e-9) * length
            logarithms[.weekday, default: 0] += log(max(state.model.level.factor(day: part.day), 1e-9)) * expected
            logarithms[.hours, default: 0] += log(max(share / max(length, 1e-9), 1e-9)) * expected
        }
        let listed = 1 - elsewhereShare
        var expected = [Float](repeating: 0, count: hasPlaces ? cells.count : 0)
        for type in DayType.allCases {
            guard hasPlaces, let weight = byType[type], let shape = shapes[type] else { continue }
            let factor = Float(weight * listed)
            for place in expected.indices { expected[place] += shape[place] * factor }
        }
        if hasPlaces { raiseAroundEvents(&expected, state, parts, indices, asOf: issuedAt) }
        let factors = logarithms.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { ForecastFactor(kind: $0.key, ratio: total > 0 ? exp($0.value / total) : 1) }
            .filter { abs($0.ratio - 1) > 0.005 }
        let alpha = state.dispersion.alpha
        let kinds = SourceKind.allCases.filter { state.kinds[Int($0.rawValue)] > 0 }
        let effective = state.effects.kinds
        // What the model answers to and nobody told of this window.
        let missing = Set(parts.flatMap(\.context.missing).map(\.kind))
        return Forecast(
            issuedAt: issuedAt, windowStart: window.lowerBound, windowEnd: window.upperBound, category: category,
            cells: zip(cells, expected).map { Forecast.Expectation(cell: $0, expected: Double($1)) },
            elsewhere: total * elsewhereShare / max(outside, 1), dispersion: alpha > 1e-6 ? 1 / alpha : 0, model: ForecastingMachine.model,
            trainedFrom: state.began, trainedUntil: issuedAt, sources: Set(kinds).union(effective).sorted(),
            silentSources: silent.union(missing).sorted(), reasons: reasons(of: expected, indices, byType, state.model, &reader),
            factors: factors,
            calibration: state.calibration.told)
    }

    /// Planned events raise (or lower) what is expected around them, the more the larger they are and the more of their hours the window has.
    private func raiseAroundEvents(
        _ expected: inout [Float], _ state: CategoryState, _ parts: [Part], _ indices: [Int32], asOf instant: Int64
    ) {
        let features: [DayContext.Feature] = [.close, .near]
        guard let grid, features.contains(where: { abs(state.effects.beta[$0.rawValue]) > 1e-4 }) else { return }
        for part in parts {
            let hours = state.hours.shares(on: part.type)
            for gathering in surroundings.gatherings(from: part.start, to: part.end, asOf: instant) {
                guard let rings = rings(around: gathering, in: grid) else { continue }
                let weight = weight(of: gathering, from: part.start, to: part.end, midnight: part.midnight, hours: hours)
                // In a longer window the event's day is one of several.
                let share = Float(1) / Float(parts.count)
                for (feature, cells) in [(DayContext.Feature.close, rings.close), (.near, rings.near)] {
                    let ratio = Float(state.effects.ratio(feature, weight: weight))
                    for cell in cells {
                        let place = indices.partitioningIndex(atLeast: cell)
                        guard place < indices.count, indices[place] == cell else { continue }
                        expected[place] *= 1 + share * (ratio - 1)
                    }
                }
            }
        }
    }

    /// Why the most likely cells are likely.
    private func reasons(
        of expected: [Float], _ indices: [Int32], _ byType: [DayType: Double], _ model: PlaceModel, _ reader: inout ReasonReader?
    ) -> ForecastReasons {
        let places = expected.greatest(settings.explained)
        guard !places.isEmpty else { return ForecastReasons() }
        let shares = places.flatMap { place in
            (reader?.parts(at: indices[place], of: byType, model) ?? []).in255ths
        }
        return ForecastReasons(components: ForecastComponent.allCases, places: places.map { Int32($0) }, shares: shares)
    }
}

extension [Float] {
    /// Places of the greatest values above nothing, at most so many, ascending; of equal ones the first.
    func greatest(_ count: Int) -> [Int] {
        guard count > 0 else { return [] }
        // A bound by counting exponents and five bits of mantissa, then a sort of what lies above it.
        var buckets = [Int](repeating: 0, count: 8_192)
        for value in self where value > 0 { buckets[Int(value.bitPattern >> 18) & 8_191] += 1 }
        var bucket = 8_191
        var above = 0
        while bucket > 0, above < count {
            above += buckets[bucket]
            bucket -= 1
        }
        let candidates = indices.filter { self[$0] > 0 && Int(self[$0].bitPattern >> 18) & 8_191 > bucket }
        return candidates.sorted { (self[$1], $0) < (self[$0], $1) }.prefix(count).sorted()
    }
}

extension [Double] {
    /// Shares in 255ths that sum to 255 (largest remainders); all 0 where the sum is nothing.
    var in255ths: [UInt8] {
        let sum = reduce(0, +)
        guard sum > 0 else { return map { _ in 0 } }
        let exact = map { Swift.max(0, $0) / sum * 255 }
        var whole = exact.map { UInt8($0.rounded(.down)) }
        let left = Swift.max(0, 255 - whole.reduce(0) { $0 + Int($1) })
        let order = indices.sorted { (exact[$1] - Double(whole[$1]), $0) < (exact[$0] - Double(whole[$0]), $1) }
        for place in order.prefix(left) { whole[place] += 1 }
        return whole
    }
}
