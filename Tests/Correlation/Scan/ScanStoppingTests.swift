import Foundation
import Testing

@testable import Correlation

@Suite("Early stopping and the Gumbel tail")
struct ScanStoppingTests {
    private func settings(stopAfter: Int?) -> ScanSettings {
        ScanSettings(
            cellSize: 250, maximumRadius: 500, historyDays: 20, maximumWindow: 3, replications: 640, seed: 3, stopAfter: stopAfter)
    }

    @Test("A city without a cluster stops at the asked number of exceedances")
    func stops() async throws {
        let result = try await ScanCity(seed: 30, events: 60).scan(settings(stopAfter: 5)).run()
        let ratio = try #require(result.clusters.first).logLikelihoodRatio
        #expect(result.stoppedEarly && result.maxima.filter { $0 >= ratio }.count == 5)
    }

    @Test("The p-value of an early stop is exceedances over permutations")
    func stoppedValue() async throws {
        let result = try await ScanCity(seed: 30, events: 60).scan(settings(stopAfter: 5)).run()
        #expect(result.clusters.first?.pValue == 5 / Double(result.replications))
    }

    @Test("A burst runs to the end and has the plain rank")
    func runsOn() async throws {
        var city = ScanCity(seed: 31, events: 60)
        city.plant(9, column: 1, row: 1)
        let stopping = try await city.scan(settings(stopAfter: 5)).run()
        let plain = try await city.scan(settings(stopAfter: nil)).run()
        #expect(!stopping.stoppedEarly && stopping == plain)
    }

    @Test("The number of threads does not change where it stops")
    func threads() async throws {
        let scan = try ScanCity(seed: 32, events: 60).scan(settings(stopAfter: 20))
        #expect(try await scan.run(width: 1) == scan.run(width: 4))
    }

    @Test("Maxima asked for batch by batch give the same result")
    func piecewise() async throws {
        let scan = try ScanCity(seed: 33, events: 60).scan(settings(stopAfter: nil))
        let pieces = (0..<scan.batches).flatMap { scan.maxima(ofBatches: $0..<$0 + 1) }
        #expect(scan.result(pieces) == (try await scan.run()))
    }

    @Test("The Gumbel tail is near the rank where the rank is good")
    func gumbel() async throws {
        let result = try await ScanCity(seed: 34, events: 200).scan(settings(stopAfter: nil)).run()
        let gumbel = try #require(result.gumbel)
        for level in [0.5, 0.2, 0.1] {
            let ratio = result.maxima.sorted()[Int(Double(result.maxima.count) * (1 - level))]
            #expect(abs(gumbel.upperTail(ratio) - level) < 0.06)
        }
    }

    @Test("The moments of a Gumbel sample give its location and scale back")
    func moments() throws {
        // Quantiles of a Gumbel distribution with location 8 and scale 1.5, evenly spaced in probability.
        let sample = (0..<5_000).map { 8 - 1.5 * log(-log((Double($0) + 0.5) / 5_000)) }
        let fit = try #require(GumbelTail(maxima: sample))
        #expect(abs(fit.location - 8) < 0.01 && abs(fit.scale - 1.5) < 0.01)
    }

    @Test("Too few maxima, or equal ones, are no distribution")
    func noFit() {
        #expect(GumbelTail(maxima: Array(repeating: 1.5, count: 100)) == nil && GumbelTail(maxima: [1, 2, 3]) == nil)
    }
}
