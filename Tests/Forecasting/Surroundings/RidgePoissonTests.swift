import Domain
import Foundation
import Testing

@testable import Forecasting

@Suite("What surroundings do to a day")
struct RidgePoissonTests {
    /// Days drawn with known effects of three features.
    private func rows(_ days: Int, beta: [Double], mean: Double, seed: UInt64) -> [RidgePoisson.Row] {
        var random = SplitMix64(seed: seed)
        return (0..<days).map { day in
            let features = beta.indices.map { _ in Float(random.normal() * 0.7) }
            let rate = mean * exp(zip(features, beta).reduce(0) { $0 + Double($1.0) * $1.1 })
            return RidgePoisson.Row(day: day, expected: mean, observed: Double(random.poisson(rate)), features: features)
        }
    }

    @Test("the effects that days were drawn with are found")
    func recovers() {
        let truth = [0.4, -0.3, 0]
        let found = RidgePoisson().fit(rows(400, beta: truth, mean: 40, seed: 5), features: 3, day: 400)
        for (found, truth) in zip(found, truth) { #expect(abs(found - truth) < 0.05) }
    }

    @Test("a few days say little: their effects stay near nothing")
    func shrinks() {
        let found = RidgePoisson().fit(rows(5, beta: [0.4, 0, 0], mean: 2, seed: 6), features: 3, day: 5)
        #expect(found.allSatisfy { abs($0) < 0.2 })
    }

    @Test("counts that scatter more than chance are trusted less")
    func overdispersed() {
        var random = SplitMix64(seed: 8)
        let calm = rows(60, beta: [0.3, 0, 0], mean: 20, seed: 7)
        let wild = calm.map {
            RidgePoisson.Row(
                day: $0.day, expected: $0.expected, observed: $0.observed * (random.unit() < 0.5 ? 0.1 : 1.9), features: $0.features)
        }
        let (of, ofWild) = (RidgePoisson().fit(calm, features: 3, day: 60), RidgePoisson().fit(wild, features: 3, day: 60))
        #expect(of[0] > 0.2 && abs(ofWild[0]) < of[0])
    }

    @Test("a feature that was never anything but usual has no effect")
    func unseen() {
        let rows = (0..<30).map { RidgePoisson.Row(day: $0, expected: 10, observed: 12, features: [0, 0]) }
        #expect(RidgePoisson().fit(rows, features: 2, day: 30) == [0, 0])
    }

    @Test("a system of equations is solved")
    func solves() throws {
        let solution = try #require(RidgePoisson.solve([4, 0, 2, 3], [10, 8], 2))
        #expect(abs(solution[0] - 1.75) < 1e-12 && abs(solution[1] - 1.5) < 1e-12)
        #expect(RidgePoisson.solve([0, 0, 0, 0], [1, 1], 2) == nil)
    }
}
