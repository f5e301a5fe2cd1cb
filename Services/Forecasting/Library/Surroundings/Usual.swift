import Domain
import Glibc

/// The usual value of a measure and how much it varies: exponentially weighted means, by day of the week where it has one.
struct Usual: Sendable, Equatable {
    private(set) var sums: [Double]
    private(set) var weights: [Double]
    private(set) var squares: Double

    init() {
        sums = [Double](repeating: 0, count: 7)
        weights = sums
        squares = 0
    }

    init?(values: [Double]) {
        guard values.count == 15, values.allSatisfy(\.isFinite) else { return nil }
        sums = Array(values[0..<7])
        weights = Array(values[7..<14])
        squares = values[14]
    }

    var values: [Double] { sums + weights + [squares] }

    /// Days that it rests on.
    var weight: Double { weights.reduce(0, +) }

    mutating func learn(_ value: Double, weekday: Int) {
        let decay = exp2(-1 / Surroundings.halfLife)
        for place in 0..<7 {
            sums[place] *= decay
            weights[place] *= decay
        }
        squares = squares * decay + value * value
        sums[weekday] += value
        weights[weekday] += 1
    }

    /// How far a value is from the usual, about -1 ... 1 on most days; 0 before a week is known.
    func deviation(_ value: Double, of measure: Measure, weekday: Int) -> Double {
        let weight = weight
        guard weight >= 5 else { return 0 }
        let mean = sums.reduce(0, +) / weight
        // A weekday's own mean, leaning on that of all days.
        let own = measure.hasWeek ? (sums[weekday] + 2 * mean) / (weights[weekday] + 2) : mean
        let deviation: Double
        switch measure {
        // Most days are dry: a day of mean rain is 0.7, a dry one 0.
        case .rain: deviation = log1p(max(0, value) / max(mean, 1e-6))
        case .presence, .emergencyVisits: deviation = 4 * log((max(0, value) + 1e-6) / (max(0, own) + 1e-6))
        // 1 is green: nothing to warn of.
        case .vigilance: deviation = max(0, value - 1) / 2
        case .temperature, .wind, .transit:
            let spread = max(squares / weight - mean * mean, 0).squareRoot()
            deviation = spread > 1e-9 ? (value - own) / (2 * spread) : 0
        }
        return min(max(deviation, -3), 3)
    }
}
