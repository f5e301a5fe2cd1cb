import Domain
import Foundation
import Testing

@testable import Correlation

@Suite("Control of the false-discovery rate")
struct DiscoveryTests {
    /// Benjamini and Hochberg (1995), section 4.1: four of the fifteen hypotheses are rejected at 0.05.
    private let published = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000,
    ]

    @Test("Benjamini-Hochberg: the example of the paper")
    func published1995() {
        #expect(BenjaminiHochberg.threshold(published, level: 0.05) == 0.0095)
        #expect(BenjaminiHochberg.adjusted(published).count { $0 <= 0.05 } == 4)
        #expect(BenjaminiHochberg.threshold([0.5, 0.9], level: 0.05) == nil)
    }

    @Test("Benjamini-Hochberg: tests that are not listed count as tests")
    func unlisted() {
        #expect(BenjaminiHochberg.threshold([0.0001, 0.01], tests: 1_000, level: 0.05) == nil)
        #expect(BenjaminiHochberg.threshold([0.00001, 0.01], tests: 1_000, level: 0.05) == 0.00001)
    }

    @Test("Benjamini-Hochberg: the order of the tests changes nothing")
    func order() {
        let shuffled = published.reversed() as [Double]
        #expect(BenjaminiHochberg.threshold(shuffled, level: 0.05) == 0.0095)
        #expect(BenjaminiHochberg.adjusted(shuffled) == BenjaminiHochberg.adjusted(published).reversed())
    }

    /// The part of discoveries that is false where one test in ten is real (p-value uniform on 0 ... 1e-4), and the discoveries.
    private func falseRate(_ make: () -> some OnlineDiscovery, seed: UInt64) -> (rate: Double, found: Int) {
        var draws = SplitMix64(seed: seed)
        var (sum, found) = (0.0, 0)
        for _ in 0..<200 {
            var discovery = make()
            var (wrong, right) = (0, 0)
            for _ in 0..<500 {
                let isReal = draws.unit() < 0.1
                if discovery.test(isReal ? draws.unit() * 1e-4 : draws.unit()) {
                    if isReal { right += 1 } else { wrong += 1 }
                }
            }
            sum += Double(wrong) / Double(max(1, wrong + right))
            found += right
        }
        return (sum / 200, found)
    }

    @Test("LORD++ holds the rate and finds what is real")
    func lord() {
        let (rate, found) = falseRate({ LORD(level: 0.1) }, seed: 1)
        #expect(rate < 0.1)
        #expect(found > 8_000)
    }

    @Test("SAFFRON holds the rate and finds what is real")
    func saffron() {
        let (rate, found) = falseRate({ SAFFRON(level: 0.1) }, seed: 2)
        #expect(rate < 0.1)
        #expect(found > 8_000)
    }

    @Test("Where nothing is real, hardly a sequence has a discovery")
    func null() {
        var draws = SplitMix64(seed: 4)
        var discoveries = 0
        for _ in 0..<200 {
            var (lord, saffron) = (LORD(level: 0.05), SAFFRON(level: 0.05))
            var any = false
            for _ in 0..<300 {
                let value = draws.unit()
                any = lord.test(value) || any
                any = saffron.test(value) || any
            }
            if any { discoveries += 1 }
        }
        #expect(discoveries < 20)
    }

    @Test("A discovery raises the level of the tests after it")
    func wealth() {
        var (lord, saffron) = (LORD(level: 0.05), SAFFRON(level: 0.05))
        for _ in 0..<20 {
            _ = lord.test(0.9)
            _ = saffron.test(0.9)
        }
        let before = (lord.nextLevel, saffron.nextLevel)
        let found = (lord.test(1e-9), saffron.test(1e-9))
        #expect(found.0 && found.1)
        #expect(lord.nextLevel > before.0)
        #expect(saffron.nextLevel > before.1)
    }
}
