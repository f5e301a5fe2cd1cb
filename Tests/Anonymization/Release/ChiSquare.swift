import Anonymization
import Foundation
import Testing

/// Pearson's test of draws against probabilities.
struct ChiSquare {
    let statistic: Double
    let degrees: Int

    /// Draws against a distribution that is proportional to `weight`, over the values within `reach` of 0; all beyond are one class.
    init(_ draws: [Int64], reach: Int64, weight: (Int64) -> Double) {
        var observed = [Double](repeating: 0, count: Int(2 * reach + 1))
        var outside = 0.0
        for draw in draws {
            if abs(draw) <= reach { observed[Int(draw + reach)] += 1 } else { outside += 1 }
        }
        // The tails beyond ten times the reach weigh nothing that a double can see here.
        let total = (-10 * reach...10 * reach).reduce(0.0) { $0 + weight($1) }
        var statistic = 0.0
        var classes = 0
        var inside = 0.0
        for value in -reach...reach {
            let share = weight(value) / total
            inside += share
            let expected = share * Double(draws.count)
            statistic += (observed[Int(value + reach)] - expected) * (observed[Int(value + reach)] - expected) / expected
            classes += 1
        }
        let expected = max(1 - inside, 0) * Double(draws.count)
        if expected > 5 {
            statistic += (outside - expected) * (outside - expected) / expected
            classes += 1
        }
        self.statistic = statistic
        degrees = classes - 1
    }

    /// Standard deviations above what chance gives (Wilson, Hilferty 1931).
    var deviation: Double {
        let k = Double(degrees)
        return (pow(statistic / k, 1.0 / 3) - (1 - 2 / (9 * k))) / (2 / (9 * k)).squareRoot()
    }
}

/// A ratio that is known to be one.
func ratio(_ text: String) throws -> Ratio { try #require(Ratio(text)) }
