import Foundation

/// The likelihood ratio of the space-time permutation scan (Kulldorff, Heffernan, Hartman, Assunção, Mostashari 2005,
/// PLoS Medicine 2:e59).
struct ScanStatistic: Sendable {
    /// Cases in all.
    let total: Int
    /// Cases of the last 1, 2 ... days.
    let windowTotals: [Int]

    /// What a circle of so many cases over the history expects in a window: the sum of c_z c_d / C over its cells and days is the product
    /// of two totals over C, and both are the same under every permutation of the days.
    @inline(__always)
    func expected(_ circleCases: Int, window: Int) -> Double {
        Double(circleCases * windowTotals[window]) / Double(total)
    }

    /// `c ln(c/mu) + (C-c) ln((C-c)/(C-mu))` where there are more than expected, 0 elsewhere.
    @inline(__always)
    func logLikelihoodRatio(_ count: Int, expected: Double) -> Double {
        let inside = Double(count)
        guard inside > expected, expected > 0 else { return 0 }
        let outside = Double(total - count)
        let rest = outside > 0 ? outside * log(outside / (Double(total) - expected)) : 0
        return inside * log(inside / expected) + rest
    }

    /// The ratio of a circle and a window.
    @inline(__always)
    func logLikelihoodRatio(_ count: Int, circleCases: Int, window: Int) -> Double {
        logLikelihoodRatio(count, expected: expected(circleCases, window: window))
    }
}
