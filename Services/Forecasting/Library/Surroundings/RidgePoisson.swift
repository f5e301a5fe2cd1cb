import Glibc

/// Fits `observed ~ Poisson(expected * exp(beta . z))` with `beta ~ N(0, 1 / ridge)`, over-dispersion divided out (quasi-likelihood:
/// Wedderburn 1974), by Newton's method with halved steps.
struct RidgePoisson {
    /// One observation.
    struct Row: Sendable, Equatable {
        let day: Int
        let expected: Double
        let observed: Double
        let features: [Float]
    }

    /// Precision of the prior: at 25 a coefficient beyond 0.4 needs evidence.
    var ridge = 25.0
    /// Days after which a row counts half.
    var halfLife = 365.0

    /// The coefficients; all 0 where nothing can be learnt.
    func fit(_ rows: [Row], features: Int, day: Int) -> [Double] {
        var beta = [Double](repeating: 0, count: features)
        let usable = rows.filter { $0.expected > 1e-9 && $0.features.contains { $0 != 0 } }
        guard !usable.isEmpty else { return beta }
        // Pearson's statistic against the expectations as they are.
        let weighed = rows.filter { $0.expected > 1e-9 }
        let chi = weighed.reduce(0) { $0 + ($1.observed - $1.expected) * ($1.observed - $1.expected) / $1.expected }
        let dispersion = max(1, chi / Double(max(1, weighed.count)))
        let weights = usable.map { exp2(-Double(day - $0.day) / halfLife) / dispersion }
        var value = objective(usable, weights, beta)
        for _ in 0..<20 {
            var gradient = beta.map { -ridge * $0 }
            var information = [Double](repeating: 0, count: features * features)
            for place in 0..<features { information[place * features + place] = ridge }
            for (row, weight) in zip(usable, weights) {
                let mean = weight * row.expected * exp(product(row, beta))
                let residual = weight * row.observed - mean
                for i in 0..<features where row.features[i] != 0 {
                    let z = Double(row.features[i])
                    gradient[i] += z * residual
                    for j in 0...i { information[i * features + j] += mean * z * Double(row.features[j]) }
                }
            }
            guard let step = RidgePoisson.solve(information, gradient, features) else { break }
            var length = 1.0
            var moved = false
            while length > 1e-4 {
                let next = zip(beta, step).map { min(max($0 + length * $1, -2), 2) }
                let candidate = objective(usable, weights, next)
                if candidate > value {
                    moved = candidate - value > 1e-10 * abs(value)
                    (beta, value) = (next, candidate)
                    break
                }
                length /= 2
            }
            if !moved { break }
        }
        return beta
    }

    private func product(_ row: Row, _ beta: [Double]) -> Double {
        min(max(zip(row.features, beta).reduce(0) { $0 + Double($1.0) * $1.1 }, -3), 3)
    }

    private func objective(_ rows: [Row], _ weights: [Double], _ beta: [Double]) -> Double {
        var sum = beta.reduce(0) { $0 - 0.5 * ridge * $1 * $1 }
        for (row, weight) in zip(rows, weights) {
            let log = product(row, beta)
            sum += weight * (row.observed * log - row.expected * exp(log))
        }
        return sum
    }

    /// Solves a symmetric positive system whose lower triangle is given (Cholesky); nil where it is not positive.
    static func solve(_ matrix: [Double], _ right: [Double], _ size: Int) -> [Double]? {
        var lower = matrix
        for i in 0..<size {
            for j in 0...i {
                var sum = lower[i * size + j]
                for k in 0..<j { sum -= lower[i * size + k] * lower[j * size + k] }
                if i == j {
                    guard sum > 0 else { return nil }
                    lower[i * size + i] = sum.squareRoot()
                } else {
                    lower[i * size + j] = sum / lower[j * size + j]
                }
            }
        }
        var solution = right
        for i in 0..<size {
            for k in 0..<i { solution[i] -= lower[i * size + k] * solution[k] }
            solution[i] /= lower[i * size + i]
        }
        for i in (0..<size).reversed() {
            for k in (i + 1)..<max(size, i + 1) { solution[i] -= lower[k * size + i] * solution[k] }
            solution[i] /= lower[i * size + i]
        }
        return solution
    }
}
