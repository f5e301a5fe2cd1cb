import Domain
import Testing

@testable import Simulation

@Suite("Draws have the moments they should")
struct DrawsTests {
    @Test("A Poisson draw has its mean and variance", arguments: [0.3, 5.0, 11.9, 12.0, 80.0])
    func poisson(mean: Double) {
        var random = SplitMix64(seed: 3)
        let count = 40_000
        let values = (0..<count).map { _ in Double(random.poisson(mean)) }
        let average = values.reduce(0, +) / Double(count)
        let variance = values.reduce(0) { $0 + ($1 - average) * ($1 - average) } / Double(count)
        // Five standard errors; the seed is fixed, so this either always holds or never does.
        #expect(abs(average - mean) < 5 * (mean / Double(count)).squareRoot())
        #expect(abs(variance / mean - 1) < 0.05)
    }

    @Test("A whole number covers its range and nothing else")
    func integers() {
        var random = SplitMix64(seed: 4)
        #expect(Set((0..<1_000).map { _ in random.integer(3...7) }) == [3, 4, 5, 6, 7])
    }

    @Test("A weighted choice follows its weights")
    func weights() {
        var random = SplitMix64(seed: 5)
        var counts = [0, 0, 0]
        for _ in 0..<30_000 { counts[random.index(inCumulative: [1, 1, 4])] += 1 }
        #expect(counts[1] == 0)
        #expect(abs(Double(counts[2]) / 30_000 - 0.75) < 0.01)
    }
}
