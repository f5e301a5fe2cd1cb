import Domain
import Foundation
import Testing

@Suite("What follows from an expected number")
struct ForecastOutlookTests {
    private func forecast(size: Double) -> Forecast {
        Forecast(
            issuedAt: 0, windowStart: 0, windowEnd: 1, category: .noise, cells: [], elsewhere: 0, dispersion: size, model: "m",
            trainedFrom: 0, trainedUntil: 0, sources: [], silentSources: [])
    }

    @Test("of a Poisson and of a negative binomial: P(at least one) by their formulas")
    func atLeastOne() {
        #expect(abs(forecast(size: 0).atLeastOne(expected: 0.7) - (1 - exp(-0.7))) < 1e-12)
        #expect(abs(forecast(size: 2).atLeastOne(expected: 0.7) - (1 - pow(2 / 2.7, 2))) < 1e-12)
        #expect(forecast(size: 2).atLeastOne(expected: 0) == 0)
    }

    @Test("an interval holds what it says, and is wider where counts scatter")
    func interval() {
        #expect(forecast(size: 0).interval(expected: 4, coverage: 0.9) == 1...8)
        let (poisson, scattered) = (forecast(size: 0).interval(expected: 50), forecast(size: 3).interval(expected: 50))
        #expect(scattered.lowerBound < poisson.lowerBound && scattered.upperBound > poisson.upperBound)
        #expect(forecast(size: 0).interval(expected: 0) == 0...0)
    }
}
