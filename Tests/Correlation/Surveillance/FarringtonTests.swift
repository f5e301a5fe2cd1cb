import Domain
import Testing

@testable import Correlation

@Suite("Farrington's flexible method")
struct FarringtonTests {
    /// Weekly counts with a season, drawn once and for all.
    private func series(_ length: Int, mean: Double, seed: UInt64 = 1) -> [Double?] {
        var draws = SplitMix64(seed: seed)
        return (0..<length).map { week in Double(draws.poisson(mean * (1.5 + Double((week % 52) / 26)))) }
    }

    @Test("A count that is appended gets the answer that the whole series gives")
    func incremental() throws {
        for (mean, years) in [(0.2, 3), (2, 1), (8, 2), (40, 4)] {
            let counts = series(430, mean: mean, seed: UInt64(years))
            var whole = try Farrington(FarringtonSettings(years: years))
            var monitor = try FarringtonMonitor(FarringtonSettings(years: years))
            let appended = counts.map { monitor.append($0) }
            let batch = whole.evaluate(counts)
            #expect(appended == batch)
        }
    }

    @Test("A monitor that is stored and restored goes on with the same answers")
    func snapshot() throws {
        let counts = series(400, mean: 3)
        var monitor = try FarringtonMonitor(FarringtonSettings(years: 2))
        for count in counts[..<250] { _ = monitor.append(count) }
        var restored = try FarringtonMonitor(snapshot: monitor.snapshot(), FarringtonSettings(years: 2))
        let (one, other) = (counts[250...].map { monitor.append($0) }, counts[250...].map { restored.append($0) })
        #expect(one == other)
        #expect(throws: StateError.self) { _ = try FarringtonMonitor(snapshot: monitor.snapshot(), FarringtonSettings(years: 3)) }
    }

    @Test("Nothing is said before the years that it looks back on, and something from there on")
    func reach() throws {
        let counts = series(200, mean: 5)
        var method = try Farrington(FarringtonSettings(years: 3))
        let points = method.evaluate(counts)
        #expect(method.firstIndex == 158)
        #expect(points[..<158].allSatisfy { $0 == .unknown })
        #expect(points[158...].allSatisfy { $0.upper != nil })
    }

    @Test("A burst is an alarm")
    func burst() throws {
        var counts = series(260, mean: 3)
        counts[205] = 60
        var method = try Farrington(FarringtonSettings(years: 2))
        #expect(method.evaluate(counts, from: 205)[0].alarm)
    }

    @Test("A past burst is weighted down, so that it hardly hides the next one")
    func reweighting() throws {
        var counts = series(260, mean: 3)
        for week in 153..<156 { counts[week] = 80 }
        var weighted = try Farrington(FarringtonSettings(years: 2))
        var plain = try Farrington(FarringtonSettings(years: 2, weightsThreshold: 1e9))
        let (bound, without) = (weighted.evaluate(counts, from: 206)[0].upper ?? 0, plain.evaluate(counts, from: 206)[0].upper ?? 0)
        #expect(bound > 0 && bound < without / 2)
    }

    @Test("A missing point is unknown, and those that compare with it go on without it")
    func missing() throws {
        var counts = series(260, mean: 5)
        counts[230] = nil
        counts[100] = nil
        var method = try Farrington(FarringtonSettings(years: 2))
        let points = method.evaluate(counts)
        #expect(points[230] == .unknown)
        #expect(points[233] == .unknown)
        #expect(points[234].upper != nil)
        #expect(points[152].upper != nil)
    }

    @Test("Fewer than five cases in four weeks give no bound")
    func fewCases() throws {
        var counts = series(260, mean: 5)
        for week in 250..<254 { counts[week] = 1 }
        var method = try Farrington(FarringtonSettings(years: 2))
        let points = method.evaluate(counts)
        #expect(points[253].upper == nil)
        #expect(!points[253].alarm)
    }

    @Test("Years without a single case bound the next at zero")
    func zeros() throws {
        var counts = [Double?](repeating: 0, count: 200)
        counts[199] = 6
        var method = try Farrington(FarringtonSettings(years: 3))
        let point = method.evaluate(counts, from: 199)[0]
        #expect(point.upper == 0)
        #expect(point.alarm)
    }

    @Test("Counts that never change are bounded by a Poisson quantile")
    func constant() throws {
        var method = try Farrington(FarringtonSettings(years: 2))
        let point = method.evaluate([Double?](repeating: 3, count: 140), from: 139)[0]
        #expect(point.dispersion == 1)
        #expect(abs((point.expected ?? 0) - 3) < 1e-9)
        #expect(point.upper == 8)
    }

    /// R: set.seed(1) is not needed: y = (7 k^2 + 3 k) mod 11 for k = 1 ... 220, b = 3, from = 210.
    @Test("Pinned values of R on a series that is written down")
    func pinned() throws {
        let counts: [Double?] = (1...220).map { Double((7 * $0 * $0 + 3 * $0) % 11) }
        var method = try Farrington(FarringtonSettings(years: 3))
        let points = method.evaluate(counts, from: 209)
        let expected = FarringtonExamples.quadratic
        for (point, row) in zip(points, expected) {
            #expect(point.upper == row.upper)
            #expect(abs((point.expected ?? 0) / row.expected - 1) < 1e-6)
            #expect(abs((point.dispersion ?? 0) / row.dispersion - 1) < 1e-6)
        }
    }

    @Test("Where nothing is unusual alarms are about as rare as alpha says")
    func level() throws {
        var draws = SplitMix64(seed: 9)
        var method = try Farrington(FarringtonSettings(years: 3, alpha: 0.05))
        var (alarms, points) = (0, 0)
        for _ in 0..<40 {
            let counts: [Double?] = (0..<260).map { _ in Double(draws.poisson(20)) }
            let judged = method.evaluate(counts, from: 170)
            points += judged.count
            alarms += judged.count { $0.alarm }
        }
        let rate = Double(alarms) / Double(points)
        #expect(rate > 0.025 && rate < 0.08)
    }

    @Test("Settings that contradict each other are refused by name")
    func settings() {
        #expect(throws: SurveillanceError.tooManyPeriods(periods: 60, frequency: 52, halfWindow: 3)) {
            _ = try Farrington(FarringtonSettings(periods: 60))
        }
        #expect(throws: SurveillanceError.self) { _ = try Farrington(FarringtonSettings(years: 0)) }
        #expect(throws: SurveillanceError.self) { _ = try Farrington(FarringtonSettings(alpha: 1)) }
        #expect(throws: SurveillanceError.nothingToLearnFrom(recentExcluded: 400, years: 1, frequency: 52)) {
            _ = try Farrington(FarringtonSettings(years: 1, recentExcluded: 400))
        }
    }
}
