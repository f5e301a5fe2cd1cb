import Domain
import Anonymization
import Foundation
import Testing

@Suite("Exact noise")
struct SamplerTests {
    /// Ten million where QUIETUDE_SOAK=1; else what a debug build draws in a moment.
    static let count = ProcessInfo.processInfo.environment["QUIETUDE_SOAK"] == "1" ? 10_000_000 : 100_000
    static let seeds: [UInt64] = [1, 20_261_125]

    private func bits(_ seed: UInt64, _ what: String) -> RandomBits {
        print("\(what): seed \(seed), \(Self.count) draws")
        return RandomBits(SplitMix64(seed: seed))
    }

    @Test("draws of the discrete Laplace distribution have its probabilities", arguments: ["1", "5", "1/3", "7/2", "0.9"], seeds)
    func laplace(scale: String, seed: UInt64) throws {
        let ratio = try #require(Ratio(scale))
        var bits = bits(seed, "discrete Laplace, scale \(scale)")
        let draws = DiscreteLaplace(scale: ratio).draw(Self.count, &bits)
        let reach = max(2, Int64((ratio.double * 7).rounded()))
        let test = ChiSquare(draws, reach: reach) { exp(-Double(abs($0)) / ratio.double) }
        #expect(test.deviation < 4.5, "chi-square \(test.statistic) with \(test.degrees) degrees of freedom")
    }

    @Test("draws of the discrete Gaussian distribution have its probabilities", arguments: ["1", "1/4", "10", "0.3", "1000/7"], seeds)
    func gaussian(variance: String, seed: UInt64) throws {
        let ratio = try #require(Ratio(variance))
        var bits = bits(seed, "discrete Gaussian, variance \(variance)")
        let draws = DiscreteGaussian(variance: ratio).draw(Self.count, &bits)
        let reach = max(1, Int64((ratio.double.squareRoot() * 3).rounded()))
        let test = ChiSquare(draws, reach: reach) { exp(-Double($0 * $0) / (2 * ratio.double)) }
        #expect(test.deviation < 4.5, "chi-square \(test.statistic) with \(test.degrees) degrees of freedom")
    }

    @Test("a variance whose numbers need 128 bits gives draws of that variance")
    func wide() throws {
        let ratio = try ratio("4000000007/3999999979")
        var bits = bits(7, "discrete Gaussian, variance \(ratio)")
        let draws = DiscreteGaussian(variance: ratio).draw(Self.count, &bits)
        let test = ChiSquare(draws, reach: 3) { exp(-Double($0 * $0) / (2 * ratio.double)) }
        #expect(test.deviation < 4.5)
    }

    @Test("the same random bits give the same noise")
    func deterministic() throws {
        let noise = try DiscreteGaussian(variance: ratio("12.5"))
        var first = RandomBits(SplitMix64(seed: 3))
        var second = RandomBits(SplitMix64(seed: 3))
        #expect(noise.draw(1_000, &first) == noise.draw(1_000, &second))
    }

    @Test("the size of the blocks in which randomness is read changes no draw")
    func blocks() throws {
        let noise = try DiscreteLaplace(scale: ratio("9/4"))
        var first = RandomBits(SplitMix64(seed: 3), block: 1)
        var second = RandomBits(SplitMix64(seed: 3), block: 999)
        #expect(noise.draw(1_000, &first) == noise.draw(1_000, &second))
    }

    @Test("ratios are read from decimals and fractions, and from nothing else")
    func ratios() {
        #expect(Ratio("0.25") == Ratio(1, over: 4))
        #expect(Ratio("6/4") == Ratio(3, over: 2))
        #expect(Ratio("12") == Ratio(12))
        for text in ["", "0", "-1", "1e3", "1/0", "0.0", ".5", "1.", "1/2/3", "12345678901", "1,5"] {
            #expect(Ratio(text) == nil, "\(text)")
        }
    }
}
