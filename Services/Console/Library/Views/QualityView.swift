import Domain

/// How good the forecasts were: calibration, what the likeliest places caught, day by day.
struct QualityView {
    private let scores: [ForecastScore]
    private let days: LocalDays

    /// Days that the page shows.
    private static let shown = 92

    init(_ picture: Picture, days: LocalDays) {
        scores = picture.scores
        self.days = days
    }

    var json: JSON {
        guard !scores.isEmpty else { return ["windows": 0, "calibration": [], "ratio": .null, "pai": [], "overTime": []] }
        let expected = scores.reduce(0) { $0 + $1.expected }
        let observed = scores.reduce(0) { $0 + $1.observed }
        return [
            "windows": .whole(scores.count), "calibration": .array(calibration),
            "ratio": .optional(expected > 0 ? observed / expected : nil),
            "inside": .optional(
                Double(scores.count { $0.observed >= $0.lower && $0.observed <= $0.upper }) / Double(scores.count), digits: 3),
            "pai": .array(
                ForecastScore.areas.enumerated().map { place, area in
                    ["area": .number(area), "value": .optional(Self.index(scores, place))]
                }), "overTime": .array(overTime),
        ]
    }

    /// Told and seen probability of at least one, in cells of about the same.
    private var calibration: [JSON] {
        (0...ForecastScore.borders.count).compactMap { bin in
            let sum = scores.reduce((p: 0.0, hits: 0.0, cells: 0.0)) { sum, score in
                (sum.p + score.bins[bin].probability, sum.hits + score.bins[bin].hits, sum.cells + score.bins[bin].cells)
            }
            guard sum.cells > 0 else { return nil }
            return [
                "expected": .optional(sum.p / sum.cells, digits: 3), "observed": .optional(sum.hits / sum.cells, digits: 3),
                "windows": .whole(Int64(sum.cells)),
            ]
        }
    }

    /// Predictive accuracy index (Chainey, Tompson and Uhlig 2008): share caught over share of area.
    private static func index(_ scores: [ForecastScore], _ place: Int) -> Double? {
        let caught = scores.reduce(0) { $0 + ($1.caught.indices.contains(place) ? $1.caught[place] : 0) }
        let observed = scores.reduce(0) { $0 + $1.observed }
        return observed > 0 ? caught / observed / ForecastScore.areas[place] : nil
    }

    private var overTime: [JSON] {
        let groups = Dictionary(grouping: scores) { days.day(of: $0.end - 1) }
        return groups.sorted { $0.key < $1.key }.suffix(Self.shown).map { day, scores in
            let expected = scores.reduce(0) { $0 + $1.expected }
            let observed = scores.reduce(0) { $0 + $1.observed }
            // Half widths of independent counts add by their squares.
            let below = scores.reduce(0) { $0 + ($1.expected - $1.lower) * ($1.expected - $1.lower) }.squareRoot()
            let above = scores.reduce(0) { $0 + ($1.upper - $1.expected) * ($1.upper - $1.expected) }.squareRoot()
            return [
                "day": .string(day.text), "observed": .optional(observed), "expected": .optional(expected),
                "lower": .optional(max(0, expected - below)), "upper": .optional(expected + above), "pai": .optional(Self.index(scores, 0)),
                "inside": .boolean(observed >= expected - below && observed <= expected + above),
            ]
        }
    }
}
