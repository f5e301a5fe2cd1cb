import Domain
import Glibc

/// How one category answers to its surroundings: `exp(beta . z)`, learnt from past days.
struct SurroundingEffects: Sendable, Equatable {
    /// Days that are kept.
    static let kept = 730
    /// Rows of places around planned events that are kept.
    static let keptPlaces = 2_000
    /// Metres from an event that are close, and near.
    static let close = 450.0
    static let near = 1_300.0

    private(set) var days: [RidgePoisson.Row] = []
    private(set) var places: [RidgePoisson.Row] = []
    /// By `DayContext.Feature`.
    private(set) var beta = [Double](repeating: 0, count: DayContext.Feature.allCases.count)

    init() {}

    init(days: [RidgePoisson.Row], places: [RidgePoisson.Row], beta: [Double]) {
        self.days = days
        self.places = places
        self.beta = beta
    }

    /// A day is over; `expected` without any effect.
    mutating func learn(day: Int, context: DayContext, expected: Double, observed: Double) {
        guard expected > 1e-9 else { return }
        if days.count >= SurroundingEffects.kept { days.removeFirst(days.count - SurroundingEffects.kept + 1) }
        days.append(RidgePoisson.Row(day: day, expected: expected, observed: observed, features: context.values))
    }

    /// The same of the places around a planned event; `weight` is what its attendance weighs in that day.
    mutating func learn(day: Int, around feature: DayContext.Feature, weight: Double, expected: Double, observed: Double) {
        guard expected > 1e-9, weight > 0 else { return }
        if places.count >= SurroundingEffects.keptPlaces { places.removeFirst(places.count - SurroundingEffects.keptPlaces + 1) }
        var features = [Float](repeating: 0, count: DayContext.Feature.allCases.count)
        features[feature.rawValue] = Float(weight)
        places.append(RidgePoisson.Row(day: day, expected: expected, observed: observed, features: features))
    }

    /// Learns the coefficients anew. What places around events say is judged apart from what whole days say.
    mutating func fit(day: Int) {
        let count = DayContext.Feature.allCases.count
        let ridge = RidgePoisson()
        // A mean error of all days belongs to the level, not to the holidays: expectations are brought to the observed sum first.
        let ratio = days.reduce(1) { $0 + $1.observed } / days.reduce(1) { $0 + $1.expected }
        let level = days.map {
            RidgePoisson.Row(day: $0.day, expected: $0.expected * ratio, observed: $0.observed, features: $0.features)
        }
        let ofDays = days.count >= 14 ? ridge.fit(level, features: count, day: day) : [Double](repeating: 0, count: count)
        let ofPlaces = ridge.fit(places, features: count, day: day)
        beta = zip(ofDays, ofPlaces).map { $0 + $1 }
    }

    /// What a day's expectation is multiplied by.
    func ratio(_ context: DayContext) -> Double {
        var sum = 0.0
        for feature in DayContext.Feature.allCases where feature.factor != nil {
            sum += beta[feature.rawValue] * Double(context[feature])
        }
        return exp(min(max(sum, -1.5), 1.5))
    }

    /// What places close to (or near) an event are multiplied by, where its attendance weighs so much in the window.
    func ratio(_ feature: DayContext.Feature, weight: Double) -> Double { exp(min(max(beta[feature.rawValue] * weight, -2), 2)) }

    /// Logarithms of the ratios by factor.
    func logarithms(_ context: DayContext) -> [ForecastFactor.Kind: Double] {
        var sums: [ForecastFactor.Kind: Double] = [:]
        for feature in DayContext.Feature.allCases {
            if let factor = feature.factor { sums[factor, default: 0] += beta[feature.rawValue] * Double(context[feature]) }
        }
        return sums
    }

    /// Kinds of source whose measures it answers to.
    var kinds: Set<SourceKind> {
        var kinds = Set(
            Measure.allCases.filter { abs(beta[DayContext.Feature.rain.rawValue + $0.rawValue]) > 1e-3 }.map(\.kind))
        let agenda: [DayContext.Feature] = [.attendance, .close, .near]
        if agenda.contains(where: { abs(beta[$0.rawValue]) > 1e-3 }) { kinds.insert(.agenda) }
        return kinds
    }
}
