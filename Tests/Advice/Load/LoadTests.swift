import Advice
import Domain
import Testing

@Suite("Load")
struct LoadTests {
    @Test("quantiles of Poisson and negative binomial counts agree with R's qpois and qnbinom")
    func quantiles() {
        #expect(Load(mean: 3).spread == Spread(low: 1, middle: 3, high: 5))
        #expect(Load(mean: 20).spread == Spread(low: 14, middle: 20, high: 26))
        // qnbinom(c(.1,.5,.9), size = 2, mu = 10)
        #expect(Load(mean: 10, size: 2).spread == Spread(low: 2, middle: 8, high: 20))
        #expect(Load(mean: 0).spread == Spread(low: 0, middle: 0, high: 0))
    }

    @Test("above the exact range the normal approximation joins on without a step")
    func approximation() {
        for size in [0.0, 20] {
            let (below, above) = (Load(mean: 399.9, size: size).spread, Load(mean: 400.1, size: size).spread)
            #expect(abs(below.low - above.low) <= 2 && abs(below.middle - above.middle) <= 2 && abs(below.high - above.high) <= 3)
        }
    }

    @Test("what a capacity takes is E[min(count, capacity)]")
    func served() {
        // Poisson(2): 2 - E[(N - 3)+] by the sum of its terms.
        #expect(abs(Load(mean: 2).served(byCapacity: 3) - 1.781_982_5) < 1e-6)
        #expect(Load(mean: 2).served(byCapacity: 0) == 0)
        #expect(abs(Load(mean: 2).served(byCapacity: 1_000) - 2) < 1e-9)
        let (below, above) = (Load(mean: 399.9, size: 20).served(byCapacity: 380), Load(mean: 400.1, size: 20).served(byCapacity: 380))
        #expect(abs(below - above) < 2)
    }

    private static func forecast(
        _ category: Domain.Category = .noise, from start: Int64, to end: Int64, cells: [Forecast.Expectation], elsewhere: Double = 0,
        issued: Int64 = 0
    ) -> Forecast {
        Forecast(
            issuedAt: issued, windowStart: start, windowEnd: end, category: category, cells: cells, elsewhere: elsewhere, model: "m",
            trainedFrom: 0, trainedUntil: 0, sources: [], silentSources: [])
    }

    @Test("a forecast counts by the part of its window and of its cells")
    func forecastParts() throws {
        let cell = Cell(level: 1, column: 0, row: 0)
        let forecast = Self.forecast(from: 0, to: 86_400, cells: [.init(cell: cell, expected: 24)], elsewhere: 2.4)
        let quarter = try #require(Load.expected(in: [Cell(column: 0, row: 0)], from: 0, to: 3_600, of: [forecast]))
        #expect(abs(quarter.load.mean - 0.25) < 1e-9 && quarter.covered == 1)
        let other = try #require(Load.expected(in: [Cell(level: 1, column: 5, row: 5)], from: 0, to: 43_200, of: [forecast]))
        #expect(abs(other.load.mean - 1.2) < 1e-9)
        #expect(Load.expected(in: [], from: 86_400, to: 90_000, of: [forecast]) == nil)
    }

    @Test("of two forecasts of one time the one issued last counts, and categories add up")
    func newestForecast() throws {
        let cell = Forecast.Expectation(cell: Cell(column: 0, row: 0), expected: 10)
        let old = Self.forecast(from: 0, to: 7_200, cells: [cell], issued: 1)
        let new = Self.forecast(from: 3_600, to: 10_800, cells: [.init(cell: cell.cell, expected: 2)], issued: 2)
        let other = Self.forecast(.theft, from: 0, to: 7_200, cells: [cell])
        let load = try #require(Load.expected(in: [], from: 0, to: 7_200, of: [old, new, other])).load
        #expect(abs(load.mean - (5 + 1 + 10)) < 1e-9)
    }
}
