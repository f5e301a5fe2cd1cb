import Domain
import Testing

@testable import Forecasting

@Suite("Over-dispersion")
struct DispersionTests {
    @Test("of Poisson counts is nearly nothing")
    func poisson() {
        var random = SplitMix64(seed: 5)
        var dispersion = Dispersion()
        let expected = [Float](repeating: 2, count: 20_000)
        let counts = expected.indices.map { (place: Int32($0), count: Int32(random.poisson(2))) }
        dispersion.learn(expected: expected, observed: counts.filter { $0.count > 0 })
        #expect(dispersion.alpha < 0.03)
    }

    @Test("of a mixture of two rates is its variance over its squared mean")
    func mixed() {
        var random = SplitMix64(seed: 6)
        var dispersion = Dispersion()
        let expected = [Float](repeating: 2, count: 20_000)
        // Rates 1 and 3 alike: alpha = 1 / 4.
        let counts = expected.indices.map { (place: Int32($0), count: Int32(random.poisson($0 % 2 == 0 ? 1 : 3))) }
        dispersion.learn(expected: expected, observed: counts.filter { $0.count > 0 })
        #expect(abs(dispersion.alpha - 0.25) < 0.03)
    }

    @Test("makes at least one less likely than Poisson, and the interval wider")
    func consequences() {
        var dispersion = Dispersion()
        let poisson = dispersion.atLeastOne(expected: 1)
        let narrow = dispersion.quantile(0.95, expected: 1)
        dispersion.learn(expected: [1, 1, 1, 1], observed: [(0, 6)])
        #expect(abs(poisson - 0.632_120_558_8) < 1e-9)
        #expect(dispersion.atLeastOne(expected: 1) < poisson)
        #expect(dispersion.quantile(0.95, expected: 1) > narrow)
    }

    @Test("leaves a Poisson interval where there is none")
    func interval() {
        // P(X <= 3) = 0.981, P(X <= 2) = 0.920 for a mean of 1.
        #expect(Dispersion().quantile(0.95, expected: 1) == 3)
    }
}
