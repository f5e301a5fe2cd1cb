import Glibc

/// Fits the exponents of an `Agreement` to training days, given the mixture's weights.
///
/// Which cells of a day had its incidents, given how many there were, is a choice among all cells in proportion to their rates. Its
/// log-likelihood is concave in the exponents; the sum over all cells is estimated from cells drawn with known chances (`TrainingDay.contrast`).
/// Newton's method with a ridge finds the exponents: little material leaves the mixture nearly as it is.
struct AgreementFit {
    /// Incidents below which nothing is fitted.
    static let least = 100.0
    /// Weight of the squared exponents.
    static let ridge = 20.0
    /// Where a reading begins and ends to tell cells apart, in multiples of its mean over the area.
    static let spanOfKernel = 0.05...20.0
    static let spanOfWhole = 0.001...5.0

    /// Floats a row.
    let stride: Int
    /// The mixture's weights, a kernel each.
    let weights: [Double]
    /// Days after which a day counts half.
    let halfLife: Double
    /// Kernels that are read beside the mixture itself.
    let readings: [Int]

    /// What is kept of some days: sums over incidents, and drawn cells.
    private struct Material {
        var incidents = 0.0
        var sums: [Double]
        /// A row of readings a drawn cell, and how many incidents the mixture expects of what it stands for.
        var rows: [Double] = []
        var expected: [Double] = []
    }

    func fit(_ days: ArraySlice<TrainingDay>) -> Agreement {
        guard let last = days.last?.day, var terms = terms(days) else { return Agreement() }
        var material = Material(sums: [Double](repeating: 0, count: terms.count))
        let mixture = weights.map { Float($0) } + [Float](repeating: 0, count: stride - weights.count)
        for day in days where day.count > 0 && !day.contrast.isEmpty {
            let importance = halfLife.isInfinite ? 1 : exp2(-Double(last - day.day) / halfLife)
            take(day, importance, terms, mixture, into: &material)
        }
        guard material.incidents >= AgreementFit.least, let exponents = exponents(material) else { return Agreement() }
        for place in terms.indices { terms[place].exponent = exponents[place] }
        return Agreement(terms: terms)
    }

    /// The readings, in units of their means over the area.
    private func terms(_ days: ArraySlice<TrainingDay>) -> [Agreement.Term]? {
        var totals = [Double](repeating: 0, count: weights.count)
        for day in days { for kernel in totals.indices { totals[kernel] += day.totals[kernel] } }
        // The flat kernel is 1 in every cell.
        let cells = totals.first ?? 0
        guard cells > 0 else { return nil }
        let mean = zip(totals, weights).reduce(0) { $0 + $1.0 * $1.1 } / cells
        guard mean > 0 else { return nil }
        func term(_ kernel: Int?, _ mean: Double, _ span: ClosedRange<Double>) -> Agreement.Term {
            Agreement.Term(kernel: kernel, low: span.lowerBound * mean, high: span.upperBound * mean, exponent: 0)
        }
        return [term(nil, mean, AgreementFit.spanOfWhole)]
            + readings.map { term($0, max(totals[$0] / cells, 1e-12), AgreementFit.spanOfKernel) }
    }

    private func take(
        _ day: TrainingDay, _ importance: Double, _ terms: [Agreement.Term], _ mixture: [Float], into material: inout Material
    ) {
        let whole = zip(day.totals, weights).reduce(0) { $0 + $1.0 * $1.1 }
        guard whole > 0 else { return }
        let weight = importance * day.count
        material.incidents += weight
        var readings = [Double](repeating: 0, count: terms.count)
        for row in day.weights.indices {
            _ = AgreementFit.read(day.rows, row * stride, terms, mixture, into: &readings)
            for place in readings.indices { material.sums[place] += importance * Double(day.weights[row]) * readings[place] }
        }
        for row in day.contrastWeights.indices {
            let rate = AgreementFit.read(day.contrast, row * stride, terms, mixture, into: &readings)
            material.rows += readings
            material.expected.append(weight * Double(day.contrastWeights[row]) * Double(rate) / whole)
        }
    }

    /// A row's readings; returns the mixture's rate.
    private static func read(
        _ rows: [Float], _ start: Int, _ terms: [Agreement.Term], _ mixture: [Float], into readings: inout [Double]
    ) -> Float {
        rows.withUnsafeBufferPointer { rows in
            var sum: Float = 0
            mixture.withUnsafeBufferPointer { mixture in
                for kernel in mixture.indices { sum += rows[start + kernel] * mixture[kernel] }
            }
            for (place, term) in terms.enumerated() {
                let value = term.kernel.map { rows[start + $0] } ?? sum
                readings[place] = Double(logf((value + Float(term.low)) / (value + Float(term.high))))
            }
            return sum
        }
    }

    /// Newton's method; nil where it fails.
    private func exponents(_ material: Material) -> [Double]? {
        let count = material.sums.count
        var exponents = [Double](repeating: 0, count: count)
        var mean = exponents
        var square = [Double](repeating: 0, count: count * count)
        for _ in 0..<12 {
            var whole = 0.0
            for place in mean.indices { mean[place] = 0 }
            for place in square.indices { square[place] = 0 }
            material.rows.withUnsafeBufferPointer { rows in
                square.withUnsafeMutableBufferPointer { square in
                    for (row, expected) in material.expected.enumerated() {
                        let start = row * count
                        var sum = 0.0
                        for place in 0..<count { sum += exponents[place] * rows[start + place] }
                        let rate = expected * exp(min(max(sum, -8), 8))
                        whole += rate
                        for place in 0..<count {
                            let part = rate * rows[start + place]
                            mean[place] += part
                            for other in 0...place { square[place * count + other] += part * rows[start + other] }
                        }
                    }
                }
            }
            guard whole > 0, whole.isFinite else { return nil }
            var slope = exponents
            for place in 0..<count {
                mean[place] /= whole
                slope[place] = material.sums[place] - material.incidents * mean[place] - AgreementFit.ridge * exponents[place]
                for other in 0...place {
                    let covariance = square[place * count + other] / whole - mean[place] * mean[other]
                    square[place * count + other] = material.incidents * covariance + (place == other ? AgreementFit.ridge : 0)
                }
            }
            guard let step = RidgePoisson.solve(square, slope, count) else { return nil }
            let longest = step.reduce(0) { max($0, abs($1)) }
            let scale = min(1, 0.5 / max(longest, 1e-12))
            for place in 0..<count { exponents[place] += scale * step[place] }
            if longest < 1e-6 { break }
        }
        return exponents.allSatisfy { $0.isFinite } ? exponents : nil
    }
}
