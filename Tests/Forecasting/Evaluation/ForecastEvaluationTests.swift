import Testing

@testable import Forecasting

@Suite("The evaluation of forecasts")
struct ForecastEvaluationTests {
    private func window(_ expected: [Float], _ observed: [(place: Int32, count: Int32)], start: Int64 = 4 * 86_400) -> WindowForecast {
        WindowForecast(
            start: start, end: start + 86_400, cells: expected.indices.map { Int32($0) }, expected: expected, observed: observed, outside: 1
        )
    }

    @Test("the curve counts what fell in the most likely cells, over all incidents, those outside included")
    func curve() throws {
        var evaluation = ForecastEvaluation()
        var expected = [Float](repeating: 0.01, count: 100)
        expected[7] = 0.5
        evaluation.add(window(expected, [(7, 2), (50, 1)]))
        let point = try #require(evaluation.curve.first { $0.share == 0.01 })
        #expect(point.hit == 0.5)
        #expect(point.pai == 50)
        #expect(point.pei == 1)
    }

    @Test("each expectation falls into the bin whose bounds hold it", arguments: [(0, 0), (0.0005, 0), (0.001, 1), (0.0199, 4), (0.02, 5)])
    func bins(expected: Double, bin: Int) {
        #expect(ForecastEvaluation.bin(of: expected) == bin)
    }

    @Test("sums by bin and by weekday are those of the windows")
    func sums() {
        var evaluation = ForecastEvaluation()
        // 1970-01-05 was a Monday.
        evaluation.add(window([0.3, 0.04], [(0, 1)]))
        #expect(evaluation.reliability.reduce(0) { $0 + $1.count } == 2)
        #expect(evaluation.reliability.reduce(0) { $0 + $1.hits } == 1)
        #expect(evaluation.weekdays[0].windows == 1)
        #expect(evaluation.weekdays[0].observed == 2)
        #expect(abs(evaluation.weekdays[0].expected - 0.34) < 1e-6)
        #expect(evaluation.hours[0].windows == 1)
    }
}
