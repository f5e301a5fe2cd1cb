import Testing

@testable import Correlation

@Suite("The tail of a count")
struct NegativeBinomialTests {
    /// Summed with 60 decimal digits.
    @Test(
        "upper tails agree with those summed in 60 digits",
        arguments: [
            (2.5, 0.2, 4, 0.0056195933281941559), (0.01, 0.05, 3, 3.7877685305297786e-07), (40, 0.25, 30, 8.1435006545699016e-06),
            (1_000, 0.5, 620, 1.5581382074578097e-05), (5, 2, 8, 0.63152071443490432),
        ])
    func golden(size: Double, odds: Double, count: Int, expected: Double) {
        let tail = NegativeBinomial(size: size, odds: odds).upperTail(count)
        #expect(abs(tail / expected - 1) < 1e-11)
    }

    @Test(
        "a rate that is known exactly gives the Poisson tail",
        arguments: [(3.0, 10, 0.0011024881301154798), (0.8, 7, 2.0746837912940812e-05)])
    func poisson(mean: Double, count: Int, expected: Double) {
        let tail = NegativeBinomial(size: 1e9, odds: mean / 1e9).upperTail(count)
        #expect(abs(tail / expected - 1) < 1e-6)
    }

    @Test("size 1 is the geometric distribution: the tail from n is q to the n", arguments: [1, 2, 7, 60, 400])
    func geometric(count: Int) {
        var power = 1.0
        for _ in 0..<count { power *= 0.75 }
        #expect(abs(NegativeBinomial(size: 1, odds: 3).upperTail(count) / power - 1) < 1e-9)
    }

    @Test("the threshold is the smallest count whose tail is at most the level")
    func threshold() {
        for (size, odds) in [(0.05, 0.1), (0.8, 0.3), (4, 0.25), (60, 0.5), (900, 2), (20_000, 0.01)] {
            for level in [1e-3, 1e-6, 1e-10] {
                let distribution = NegativeBinomial(size: size, odds: odds)
                let threshold = distribution.threshold(level: level, least: 1)
                #expect(distribution.upperTail(threshold) <= level)
                #expect(threshold == Int(distribution.mean) + 1 || distribution.upperTail(threshold - 1) > level)
            }
        }
    }

    @Test("probabilities sum to 1 on both ways of computing them")
    func sums() {
        for (size, odds) in [(3.0, 0.5), (800.0, 1.5)] {
            let distribution = NegativeBinomial(size: size, odds: odds)
            #expect(abs((0..<4_000).reduce(0) { $0 + distribution.probability($1) } - 1) < 1e-10)
        }
    }

    @Test(
        "log-gamma agrees with the C library",
        arguments: [
            (0.1, 2.2527126517342055), (0.5, 0.57236494292470042), (1, 0), (3.7, 1.4280723266653883), (10, 12.801827480081467),
            (171.5, 709.14316303092824), (1e6, 12_815_504.569147611),
        ])
    func gamma(x: Double, expected: Double) { #expect(abs(logGamma(x) - expected) <= 1e-14 * max(1, abs(expected))) }

    @Test("fingerprints are FNV-1a of 128 bits")
    func fingerprint() {
        var fingerprint = Fingerprint()
        for byte in "foobar".utf8 { fingerprint.combine(byte: byte) }
        #expect(fingerprint.hexadecimal == "343e1662793c64bf6f0d3597ba446f18")
    }
}
