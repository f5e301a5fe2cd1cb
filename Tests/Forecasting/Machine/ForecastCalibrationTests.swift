import Domain
import Testing

@testable import Forecasting

@Suite("Calibration kept honest")
struct ForecastCalibrationTests {
    /// A tally of some days, where the tenth of the likeliest cells sees so many times what was expected.
    private func tally(days: Int, factor: Double) -> CalibrationTally {
        var tally = CalibrationTally()
        let expected: [Float] = (0..<1_000).map { 0.02 + Float($0) / 1_000 }
        let bounds = Tenths(expected)
        for day in 0..<days {
            tally.waiting = CalibrationTally.Check(
                day: day, expected: expected, cells: (0..<1_000).map { Int32($0) }, corrections: tally.corrections)
            let observed = expected.enumerated().map { place, value in
                (index: Int32(place), count: Double(value) * (bounds.tenth(of: value) == 9 ? factor : 1))
            }
            _ = tally.close(with: observed)
        }
        return tally
    }

    @Test("tenths that are right are left alone")
    func right() { #expect(tally(days: 20, factor: 1).corrections == [Double](repeating: 1, count: 10)) }

    @Test("a tenth that is off is corrected, within bounds, and the others are not")
    func off() {
        let corrections = tally(days: 20, factor: 0.85).corrections
        #expect(corrections[9] < 0.9 && corrections[9] >= 0.8 && corrections[..<9].allSatisfy { $0 == 1 })
    }

    @Test("what is told is of forecasts as they were issued: once corrected they are calibrated")
    func told() throws {
        let told = try #require(tally(days: 90, factor: 0.85).told)
        let last = try #require(told.deciles.last)
        #expect(abs(last.expected / last.observed - 1) < 0.05)
    }

    @Test("a correction keeps the sum of a shape")
    func keepsSum() {
        let shape: [Float] = (0..<1_000).map { 0.02 + Float($0) / 1_000 }
        let corrected = tally(days: 20, factor: 0.85).corrected(shape)
        #expect(corrected != shape && abs(corrected.reduce(0, +) / shape.reduce(0, +) - 1) < 1e-4)
    }

    @Test("tenths hold a tenth of the sum each")
    func tenths() {
        var random = SplitMix64(seed: 2)
        let values = (0..<20_000).map { _ in Float(random.unit() * random.unit()) }
        let bounds = Tenths(values)
        var sums = [Double](repeating: 0, count: 10)
        for value in values { sums[bounds.tenth(of: value)] += Double(value) }
        let whole = sums.reduce(0, +)
        #expect(sums.allSatisfy { abs($0 / whole - 0.1) < 0.03 })
    }

    @Test("shares in 255ths sum to 255")
    func shares() {
        #expect([0.3, 0.3, 0.4].in255ths.reduce(0) { $0 + Int($1) } == 255)
        #expect([0.0, 0].in255ths == [0, 0])
    }

    @Test("the greatest of many are found without sorting them all")
    func greatest() {
        #expect([Float(0.1), 5, 0, 5, 2].greatest(2) == [1, 3])
        #expect([Float(0), 0].greatest(2).isEmpty)
    }
}
