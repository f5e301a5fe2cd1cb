import Foundation

/// A counted point with what the fits need of it, computed once: logarithms cost more than all the rest of an evaluation.
struct CountRow: Sendable {
    /// The count.
    let count: Double
    /// count + 0.1: where iterated weighted least squares begins, fitted value and weight in one (McCullagh and Nelder 1989, section 2.5).
    let start: Double
    /// start x working response = start log(start) - 0.1.
    let response: Double
    /// count log(count), 0 for none: the part of the deviance that no fit changes.
    let entropy: Double
    /// Half the deviance at the start.
    let startDeviance: Double
    /// 1; 0 where nothing is known of the point, and then all the others are 0 too.
    let present: Double

    /// A count of 0 or more, or nothing where it is missing (nil, negative or not a number).
    init(_ value: Double?) {
        guard let value, value >= 0, value < .infinity else {
            (count, start, response, entropy, startDeviance, present) = (0, 0, 0, 0, 0, 0)
            return
        }
        count = value
        start = value + 0.1
        let logarithm = log(start)
        response = start * logarithm - 0.1
        entropy = value > 0 ? value * log(value) : 0
        startDeviance = entropy - value * logarithm + 0.1
        present = 1
    }
}
