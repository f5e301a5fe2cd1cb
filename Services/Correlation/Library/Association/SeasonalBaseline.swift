import Foundation

/// What a series of counts usually is: log mean = rhythm of the week + slow trend and season + its own recent past.
///
/// A Poisson regression fitted by alternating the closed form of the rhythm's factors with Newton steps of the rest (Osborne, Fisher's method
/// of scoring, 1992, block by block); factors are drawn a little towards the mean so that an hour without events keeps a rate.
struct SeasonalBaseline {
    let counts: [Double]
    private(set) var mean: [Double]
    let groups: [Int]
    let groupCount: Int
    private(set) var columns: [[Double]]
    /// Columns less their weighted means within each group, and the inverse of their information.
    private(set) var centred: [[Double]] = []
    private(set) var inverse: [[Double]] = []
    /// Pearson's, at least 1.
    private(set) var dispersion = 1.0

    /// A baseline of hourly or daily counts; nil where there are too few.
    init?(_ counts: [Double], daily: Bool) {
        guard counts.count >= (daily ? 42 : 24 * 28), counts.reduce(0, +) > 0 else { return nil }
        self.counts = counts
        mean = Array(repeating: counts.reduce(0, +) / Double(counts.count), count: counts.count)
        let wholeWeek = counts.count >= 168 * 8
        columns = SeasonalBaseline.trend(counts.count, perDay: daily ? 1 : 24)
        if daily {
            groups = counts.indices.map { $0 % 7 }
            groupCount = 7
        } else if wholeWeek {
            groups = counts.indices.map { $0 % 168 }
            groupCount = 168
        } else {
            groups = counts.indices.map { $0 % 24 }
            groupCount = 24
            columns += (1..<7).map { day in counts.indices.map { $0 / 24 % 7 == day ? 1 : 0 } }
        }
        fit()
        columns += SeasonalBaseline.past(counts, mean, spans: daily ? [1, 7] : [3, 24])
        fit()
        let freedom = max(1, counts.count - groupCount - columns.count)
        let pearson = zip(counts, mean).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) / max($1.1, 1e-9) }
        dispersion = max(1, pearson / Double(freedom))
    }

    /// Hats of four weeks, at most 24 of them, and beyond 400 days two harmonics of the year.
    private static func trend(_ count: Int, perDay: Int) -> [[Double]] {
        let days = Double(count) / Double(perDay)
        let spans = min(24, max(1, Int((days / 28).rounded())))
        var columns = (1...spans).map { knot in
            (0..<count).map { max(0, 1 - abs(Double($0) / Double(count) * Double(spans) - Double(knot))) }
        }
        if days > 400 {
            for harmonic in [1.0, 2.0] {
                let angle = 2 * Double.pi * harmonic / (365.25 * Double(perDay))
                columns.append((0..<count).map { sin(angle * Double($0)) })
                columns.append((0..<count).map { cos(angle * Double($0)) })
            }
        }
        return columns
    }

    /// How far its own last hours (days) were from usual, so that what merely lasts is not taken for a lead.
    private static func past(_ counts: [Double], _ mean: [Double], spans: [Int]) -> [[Double]] {
        spans.map { span in
            var column = [Double](repeating: 0, count: counts.count)
            var (seen, usual) = (0.0, 0.0)
            for index in counts.indices {
                if index > 0 {
                    seen += counts[index - 1]
                    usual += mean[index - 1]
                }
                if index > span {
                    seen -= counts[index - 1 - span]
                    usual -= mean[index - 1 - span]
                }
                column[index] = log((seen + 1) / (max(usual, 0) + 1))
            }
            return column
        }
    }

    private mutating func fit() {
        let n = counts.count
        let total = counts.reduce(0, +)
        var coefficients = [Double](repeating: 0, count: columns.count)
        for _ in 0..<25 {
            var rest = [Double](repeating: 0, count: n)
            for (column, coefficient) in zip(columns, coefficients) { for t in 0..<n { rest[t] += coefficient * column[t] } }
            for t in 0..<n { rest[t] = exp(min(max(rest[t], -30), 30)) }
            var (sums, weights) = ([Double](repeating: 0, count: groupCount), [Double](repeating: 0, count: groupCount))
            for t in 0..<n {
                sums[groups[t]] += counts[t]
                weights[groups[t]] += rest[t]
            }
            let average = weights.reduce(0, +) / total
            for t in 0..<n { mean[t] = rest[t] * (sums[groups[t]] + 0.5) / (weights[groups[t]] + 0.5 * average) }
            centre()
            var gradient = [Double](repeating: 0, count: columns.count)
            for (index, column) in centred.enumerated() { for t in 0..<n { gradient[index] += column[t] * (counts[t] - mean[t]) } }
            let step = inverse.map { row in zip(row, gradient).reduce(0) { $0 + $1.0 * $1.1 } }
            let largest = step.reduce(0) { max($0, abs($1)) }
            let scale = largest > 1 ? 1 / largest : 1
            for index in coefficients.indices { coefficients[index] += scale * step[index] }
            if largest < 1e-7 { break }
        }
    }

    private mutating func centre() {
        centred = columns.map { self.centred($0, known: nil) }
        var information = centred.map { left in centred.map { right in weighted(left, right) } }
        // A breath of ridge: the past of a regular series says nothing, and hats may be empty.
        for index in information.indices { information[index][index] += 1e-6 * (1 + information[index][index]) }
        inverse = SymmetricMatrix.inverse(information)
    }

    private func weighted(_ left: [Double], _ right: [Double]) -> Double {
        var sum = 0.0
        for t in mean.indices { sum += mean[t] * left[t] * right[t] }
        return sum
    }

    private func centred(_ column: [Double], known: [Bool]?) -> [Double] {
        var (sums, weights) = ([Double](repeating: 0, count: groupCount), [Double](repeating: 0, count: groupCount))
        for t in mean.indices where known?[t] ?? true {
            sums[groups[t]] += mean[t] * column[t]
            weights[groups[t]] += mean[t]
        }
        for group in sums.indices { sums[group] = weights[group] > 0 ? sums[group] / weights[group] : 0 }
        var result = column
        for t in mean.indices { result[t] = known?[t] ?? true ? column[t] - sums[groups[t]] : 0 }
        return result
    }

    /// What of a column season, rhythm, trend and past do not explain (Frisch and Waugh, with weights); 0 where it is not known.
    func residual(_ column: [Double], known: [Bool]?) -> [Double] {
        var residual = centred(column, known: known)
        let products = centred.map { weighted(residual, $0) }
        for (row, other) in zip(inverse, centred) {
            let coefficient = zip(row, products).reduce(0) { $0 + $1.0 * $1.1 }
            if let known {
                for t in mean.indices where known[t] { residual[t] -= coefficient * other[t] }
            } else {
                for t in mean.indices { residual[t] -= coefficient * other[t] }
            }
        }
        return residual
    }

    /// The same baseline with one more thing explained.
    func explaining(_ column: [Double]) -> SeasonalBaseline {
        var copy = self
        copy.columns.append(column.map { $0.isFinite ? $0 : 0 })
        copy.fit()
        return copy
    }
}
