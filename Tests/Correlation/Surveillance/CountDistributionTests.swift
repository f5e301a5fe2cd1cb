import Foundation
import Testing

@testable import Correlation

@Suite("Distributions of counts")
struct CountDistributionTests {
    /// R: qnorm(0.99), qnorm(0.999), qnorm(1 - 1e-10).
    @Test(
        "Normal quantiles to all digits",
        arguments: [(0.01, 2.326_347_874_040_841), (0.001, 3.090_232_306_167_813), (1e-10, 6.361_340_902_404_056)])
    func normal(_ alpha: Double, _ expected: Double) {
        #expect(abs(StandardNormal.quantile(above: alpha) / expected - 1) < 1e-14)
        #expect(abs(StandardNormal.quantile(above: 1 - alpha) + expected) < 1e-6)
    }

    /// R: qpois(0.99, ...), qnbinom(0.99, mean / (phi - 1), 1 / phi).
    @Test(
        "Quantiles as R has them",
        arguments: [
            (0.1, 1.0, 1.0), (3.0, 1.0, 8.0), (250.0, 1.0, 288.0), (5000.0, 1.0, 5165.0), (0.5, 3.0, 6.0), (12.0, 2.5, 28.0),
            (400.0, 4.0, 498.0), (20000.0, 50.0, 22399.0),
        ])
    func quantiles(_ mean: Double, _ dispersion: Double, _ expected: Double) {
        #expect(CountDistribution(mean: mean, dispersion: dispersion).quantile(above: 0.01) == expected)
    }

    @Test("The quantile is the least count that is passed with at most alpha", arguments: [0.01, 0.2, 3, 40, 290, 310, 2_500])
    func definition(_ mean: Double) {
        for dispersion in [1, 1.2, 3, 20] {
            let distribution = CountDistribution(mean: mean, dispersion: dispersion)
            for alpha in [0.2, 0.01, 1e-5] {
                let quantile = Int(distribution.quantile(above: alpha))
                #expect(distribution.upperTail(quantile + 1) <= alpha * (1 + 1e-9))
                #expect(quantile == 0 || distribution.upperTail(quantile) > alpha * (1 - 1e-9))
            }
        }
    }
}
