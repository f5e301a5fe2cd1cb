import Glibc

/// Fits the weights of a non-negative mixture of kernels by expectation-maximisation on the Poisson likelihood, each day with a level of
/// its own.
///
/// With lambda = s_d sum_j w_j phi_j: s_d = N_d / sum_j w_j Phi_jd (exact), w_j <- w_j sum_i (phi_ij / sum_k w_k phi_ik) / sum_d s_d
/// Phi_jd:
/// each step is a conditional maximisation, so the likelihood never falls (Meng & Rubin 1993). Steps are taken three at a time with the
/// squared
/// extrapolation of Varadhan & Roland (2008), kept only where it does not lose likelihood.
struct MixtureFit {
    /// Floats a row.
    let stride: Int
    /// Kernels.
    let count: Int
    /// Days after which a day counts half.
    let halfLife: Double
    /// Cycles of three steps, at most.
    let cycles: Int
    /// Relative gain of likelihood below which it ends.
    let tolerance: Double

    /// What the shares of the kernels lean towards, and how many incidents that opinion is worth (a Dirichlet prior): little material
    /// borrows from more.
    var prior: (shares: [Double], incidents: Double)?

    /// The weights, and the log-likelihood (without constants) before each cycle.
    struct Outcome {
        var weights: [Double]
        var likelihoods: [Double]
        /// Share of each kernel in what is expected of a mean day.
        var shares: [Double]
    }

    /// Fits days in order; `start` is where it begins (an earlier fit), or nil.
    func fit(_ days: ArraySlice<TrainingDay>, start: [Double]?) -> Outcome? {
        guard let last = days.last?.day else { return nil }
        let importance = days.map { halfLife.isInfinite ? 1 : exp2(-Double(last - $0.day) / halfLife) }
        var units = [Double](repeating: 0, count: count)
        for (day, weight) in zip(days, importance) {
            for kernel in 0..<count { units[kernel] += weight * day.totals[kernel] }
        }
        let sum = importance.reduce(0, +)
        let incidents = zip(days, importance).reduce(0) { $0 + $1.0.count * $1.1 }
        guard incidents > 0, sum > 0 else { return nil }
        for kernel in 0..<count { units[kernel] /= sum }
        let known = units.map { $0 > 1e-12 }
        func natural(_ parts: [Double]) -> [Double] { (0..<count).map { known[$0] ? parts[$0] / units[$0] : 0 } }
        func whole(_ parts: [Double]) -> [Double] {
            let sum = parts.reduce(0, +)
            return sum > 0 ? parts.map { $0 / sum } : parts
        }
        let kernels = Double(known.count(where: { $0 }))
        guard kernels > 0 else { return nil }
        var parts = known.map { $0 ? 1 / kernels : 0 }
        if let start, start.count == count {
            // A weight of nothing could never come back.
            let warm = whole((0..<count).map { known[$0] ? start[$0] * units[$0] : 0 })
            parts = whole(zip(parts, warm).map { 0.001 * $0 + 0.999 * $1 })
        }
        let opinion = (0..<count).map { kernel in
            prior.map { known[kernel] ? $0.shares[kernel] * $0.incidents : 0 } ?? 0
        }
        /// The next shares: the incidents that each kernel explains, and those that the prior says it would.
        func moved(_ parts: [Double], _ factors: [Double]) -> [Double] {
            whole((0..<count).map { parts[$0] * factors[$0] * incidents + opinion[$0] })
        }
        func belief(_ parts: [Double]) -> Double {
            (0..<count).reduce(0) { opinion[$1] > 0 ? $0 + opinion[$1] * log(max(parts[$1], 1e-300)) : $0 }
        }
        var likelihoods: [Double] = []
        for _ in 0..<cycles {
            let first = step(days, importance, natural(parts))
            let one = moved(parts, first.factors)
            let second = step(days, importance, natural(one))
            let two = moved(one, second.factors)
            let before = first.likelihood + belief(parts)
            let after = second.likelihood + belief(one)
            likelihoods.append(before)
            if after - before < tolerance * incidents {
                parts = two
                break
            }
            let change = zip(one, parts).map { $0 - $1 }
            let bend = zip(zip(two, one), change).map { $0.0 - $0.1 - $1 }
            let length = bend.reduce(0) { $0 + $1 * $1 }.squareRoot()
            let stride = length > 0 ? max(1, change.reduce(0) { $0 + $1 * $1 }.squareRoot() / length) : 1
            var far = zip(parts, zip(change, bend)).map { max($0 + 2 * stride * $1.0 + stride * stride * $1.1, 0) }
            far = whole(zip(far, known).map { $1 ? max($0, 1e-12) : 0 })
            let third = step(days, importance, natural(far))
            parts = third.likelihood + belief(far) >= after ? moved(far, third.factors) : two
        }
        return Outcome(weights: natural(parts), likelihoods: likelihoods, shares: parts)
    }

    /// One step: what each weight is multiplied by, and the likelihood before it.
    private func step(
        _ days: ArraySlice<TrainingDay>, _ importance: [Double], _ weights: [Double]
    ) -> (factors: [Double], likelihood: Double) {
        var narrow = weights.map { Float($0) }
        narrow.append(contentsOf: repeatElement(0, count: stride - count))
        var gained = [Double](repeating: 0, count: count)
        var spent = [Double](repeating: 0, count: count)
        var share = [Float](repeating: 0, count: stride)
        var likelihood = 0.0
        for (day, importance) in zip(days, importance) where day.count > 0 {
            for place in 0..<stride { share[place] = 0 }
            let logs = responsibilities(day, narrow, into: &share)
            var total = 0.0
            for kernel in 0..<count { total += weights[kernel] * day.totals[kernel] }
            let level = importance * day.count / max(total, 1e-300)
            for kernel in 0..<count {
                gained[kernel] += importance * Double(share[kernel])
                spent[kernel] += level * day.totals[kernel]
            }
            likelihood += importance * (logs - day.count * log(max(total, 1e-300)))
        }
        return (zip(gained, spent).map { $1 > 0 ? $0 / $1 : 0 }, likelihood)
    }

    /// Adds weight * row / (row . weights) of each row to `share`; the weighted sum of log(row . weights).
    private func responsibilities(_ day: TrainingDay, _ weights: [Float], into share: inout [Float]) -> Double {
        var logs = 0.0
        day.rows.withUnsafeBytes { rows in
            weights.withUnsafeBytes { weights in
                share.withUnsafeMutableBytes { share in
                    for row in day.weights.indices {
                        let start = row * stride * 4
                        var sum = SIMD8<Float>.zero
                        for place in Swift.stride(from: 0, to: stride * 4, by: 32) {
                            sum +=
                                rows.loadUnaligned(fromByteOffset: start + place, as: SIMD8<Float>.self)
                                * weights.loadUnaligned(fromByteOffset: place, as: SIMD8<Float>.self)
                        }
                        let rate = max(sum.sum(), 1e-30)
                        let weight = day.weights[row]
                        logs += Double(weight) * Double(logf(rate))
                        let factor = weight / rate
                        for place in Swift.stride(from: 0, to: stride * 4, by: 32) {
                            let value =
                                share.loadUnaligned(fromByteOffset: place, as: SIMD8<Float>.self)
                                + rows.loadUnaligned(fromByteOffset: start + place, as: SIMD8<Float>.self) * factor
                            share.storeBytes(of: value, toByteOffset: place, as: SIMD8<Float>.self)
                        }
                    }
                }
            }
        }
        return logs
    }
}
