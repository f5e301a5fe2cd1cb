import Domain
import Testing

@testable import Forecasting

/// Days whose incidents are drawn from a mixture of three kernels over a line of cells.
private struct KnownMixture {
    static let cells = 60
    static let weights = [0.2, 0.5, 0.3]

    /// Flat, a peak in the west, a peak in the east; each sums to 1.
    static let kernels: [[Double]] = {
        let peaks = [nil, 12.0, 44.0].map { centre in
            (0..<cells).map { cell in
                guard let centre else { return 1.0 }
                let distance = (Double(cell) - centre) / 3
                return 1 / (1 + distance * distance * distance * distance)
            }
        }
        return peaks.map { peak in peak.map { $0 / peak.reduce(0, +) } }
    }()

    static func days(_ count: Int, perDay: Int, seed: UInt64) -> [TrainingDay] {
        var random = SplitMix64(seed: seed)
        return (0..<count).map { day in
            var entry = TrainingDay(day: day, count: Double(perDay), totals: [1, 1, 1])
            for _ in 0..<perDay {
                var value = random.unit()
                var cell = 0
                while cell < cells - 1 {
                    let rate = (0..<3).reduce(0) { $0 + weights[$1] * kernels[$1][cell] }
                    if value < rate { break }
                    value -= rate
                    cell += 1
                }
                entry.rows += (0..<8).map { $0 < 3 ? Float(kernels[$0][cell]) : 0 }
                entry.weights.append(1)
            }
            return entry
        }
    }
}

@Suite("The fit of the mixture")
struct MixtureFitTests {
    private func fit(_ days: [TrainingDay], cycles: Int = 40) throws -> MixtureFit.Outcome {
        try #require(MixtureFit(stride: 8, count: 3, halfLife: .infinity, cycles: cycles, tolerance: 1e-9).fit(days[...], start: nil))
    }

    @Test("finds the weights that the incidents were drawn with")
    func recovers() throws {
        let outcome = try fit(KnownMixture.days(60, perDay: 100, seed: 7))
        for (found, truth) in zip(outcome.weights, KnownMixture.weights) { #expect(abs(found - truth) < 0.03) }
    }

    @Test("never loses likelihood from one cycle to the next")
    func neverFalls() throws {
        let likelihoods = try fit(KnownMixture.days(20, perDay: 50, seed: 8)).likelihoods
        for (earlier, later) in zip(likelihoods, likelihoods.dropFirst()) { #expect(later >= earlier - 1e-6 * abs(earlier)) }
    }

    @Test("comes to the same weights from another start")
    func startDoesNotMatter() throws {
        let days = KnownMixture.days(20, perDay: 50, seed: 9)
        let fit = MixtureFit(stride: 8, count: 3, halfLife: .infinity, cycles: 200, tolerance: 1e-12)
        let cold = try #require(fit.fit(days[...], start: nil))
        let warm = try #require(fit.fit(days[...], start: [0.9, 0.05, 0.05]))
        for (one, other) in zip(cold.weights, warm.weights) { #expect(abs(one - other) < 0.005) }
    }

    @Test("gives a kernel that is nothing anywhere no weight")
    func emptyKernel() throws {
        var days = KnownMixture.days(10, perDay: 50, seed: 10)
        for place in days.indices {
            days[place].totals[2] = 0
            for row in days[place].weights.indices { days[place].rows[row * 8 + 2] = 0 }
        }
        #expect(try fit(days).weights[2] == 0)
    }

    @Test("has nothing to say of days without incidents")
    func nothing() {
        let empty = TrainingDay(day: 0, totals: [1, 1, 1])
        #expect(MixtureFit(stride: 8, count: 3, halfLife: 60, cycles: 5, tolerance: 1e-6).fit([empty], start: nil) == nil)
    }
}
