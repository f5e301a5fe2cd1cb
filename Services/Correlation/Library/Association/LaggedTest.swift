import Foundation

/// Whether a column adds to what a baseline explains: quasi-Poisson regression on what of the column the baseline does not explain.
///
/// The likelihood ratio of its coefficient (which holds where events are few and the column is skewed, unlike Wald's and the score), divided
/// by the largest of 1, Pearson's dispersion and the variance of the score that neighbouring hours share (Newey and West 1987).
struct LaggedTest {
    /// Of the logarithm of the rate, for one unit of the column.
    let coefficient: Double
    let error: Double
    let pValue: Double

    /// Nil where the column holds no information. `window` is how many neighbours may share noise.
    init?(_ column: [Double], against baseline: SeasonalBaseline, window: Int) {
        let complete = column.allSatisfy(\.isFinite)
        let known = complete ? nil : column.map(\.isFinite)
        let x = baseline.residual(complete ? column : column.map { $0.isFinite ? $0 : 0 }, known: known)
        let (counts, mean) = (baseline.counts, baseline.mean)
        var (score, information) = (0.0, 0.0)
        for t in x.indices {
            score += x[t] * (counts[t] - mean[t])
            information += mean[t] * x[t] * x[t]
        }
        guard information > 1e-9, score.isFinite else { return nil }
        let rough = score * score / (information * baseline.dispersion)
        guard rough > 2 else {
            coefficient = score / information
            error = (baseline.dispersion / information).squareRoot()
            pValue = erfc((rough / 2).squareRoot())
            return
        }
        let beta = LaggedTest.maximum(x, counts, mean, start: score / information, known)
        var likelihood = 0.0
        for t in x.indices where known?[t] ?? true { likelihood += counts[t] * beta * x[t] - mean[t] * expm1(beta * x[t]) }
        let shared = LaggedTest.sharedVariance(x, counts, mean, beta, window: window) / information
        let statistic = max(0, 2 * likelihood) / max(1, baseline.dispersion, shared)
        coefficient = beta
        error = statistic > 0.25 ? abs(beta) / statistic.squareRoot() : (baseline.dispersion / information).squareRoot()
        pValue = erfc((statistic / 2).squareRoot())
    }

    private static func maximum(_ x: [Double], _ counts: [Double], _ mean: [Double], start: Double, _ known: [Bool]?) -> Double {
        let reach = x.reduce(0) { max($0, abs($1)) }
        let bound = 12 / max(reach, 1e-12)
        var beta = min(max(start, -bound / 12), bound / 12)
        for _ in 0..<30 {
            var (gradient, curvature) = (0.0, 0.0)
            for t in x.indices where known?[t] ?? true {
                let fitted = mean[t] * exp(beta * x[t])
                gradient += x[t] * (counts[t] - fitted)
                curvature += x[t] * x[t] * fitted
            }
            guard curvature > 0 else { break }
            let step = min(max(gradient / curvature, -bound / 4), bound / 4)
            beta = min(max(beta + step, -bound), bound)
            if abs(step) * reach < 1e-8 { break }
        }
        return beta
    }

    private static func sharedVariance(_ x: [Double], _ counts: [Double], _ mean: [Double], _ beta: Double, window: Int) -> Double {
        let scores = x.indices.map { x[$0] * (counts[$0] - mean[$0] * exp(beta * x[$0])) }
        var variance = scores.reduce(0) { $0 + $1 * $1 }
        for lag in 1...window where lag < scores.count {
            var product = 0.0
            for t in lag..<scores.count { product += scores[t] * scores[t - lag] }
            variance += 2 * (1 - Double(lag) / Double(window + 1)) * product
        }
        return variance
    }
}
