import Domain
import Testing

@testable import Forecasting

@Suite("Agreement of readings")
struct AgreementTests {
    /// Days whose incidents chose among cells with known rates: a flat mixture, raised to a power of a second kernel.
    private func days(exponent: Double, count: Int, perDay: Int, seed: UInt64) -> [TrainingDay] {
        var values: [Double] = []
        for row in 1...5 {
            for column in 1...10 { values.append(0.02 * Double(row * column)) }
        }
        let mean: Double = values.reduce(0, +) / Double(values.count)
        let (low, high) = (AgreementFit.spanOfKernel.lowerBound * mean, AgreementFit.spanOfKernel.upperBound * mean)
        let term = Agreement.Term(kernel: 1, low: low, high: high, exponent: exponent)
        let rates = values.map { Double(Agreement.factor(1, Agreement.part(Float($0), term), nil)) }
        let whole = rates.reduce(0, +)
        var random = SplitMix64(seed: seed)
        return (0..<count).map { day in
            var entry = TrainingDay(day: day, count: Double(perDay), totals: [50, mean * 50])
            for _ in 0..<perDay {
                var left = random.unit() * whole
                let cell = rates.firstIndex { rate in
                    left -= rate
                    return left < 0
                }
                entry.rows += [1, Float(values[cell ?? 49]), 0, 0, 0, 0, 0, 0]
                entry.weights.append(1)
            }
            for value in values {
                entry.contrast += [1, Float(value), 0, 0, 0, 0, 0, 0]
                entry.contrastWeights.append(1)
            }
            return entry
        }
    }

    private func fit(_ days: [TrainingDay]) -> Agreement {
        AgreementFit(stride: 8, weights: [1, 0], halfLife: .infinity, readings: [1]).fit(days[...])
    }

    @Test("finds the exponent that incidents were drawn with", arguments: [-0.4, 0, 0.7])
    func recovers(exponent: Double) throws {
        let agreement = fit(days(exponent: exponent, count: 60, perDay: 60, seed: 3))
        let term = try #require(agreement.readings.first)
        #expect(abs(term.exponent - exponent) < 0.1)
    }

    @Test("says nothing from a handful of incidents")
    func little() {
        #expect(fit(days(exponent: 0.7, count: 9, perDay: 10, seed: 3)) == Agreement())
    }

    @Test("leaves the busiest cells as the mixture has them, and lowers what little speaks for")
    func bounded() {
        let term = Agreement.Term(kernel: nil, low: 0.001, high: 5, exponent: 0.1)
        #expect(abs(Agreement.factor(500, 0, term) - 1) < 0.002)
        #expect(Agreement.factor(0.001, 0, term) < 0.6)
        #expect(Agreement.factor(0, 0, term).isFinite)
    }

    @Test("is learnt of a category from the others, and goes through a model's state")
    func learnt() throws {
        let (model, _) = try SmallCity.model(SmallCity.events(), target: 0)
        #expect(model.agreement.readings.count == model.kernels.agreeing.count)
        var writer = StateWriter()
        model.write(to: &writer)
        var reader = StateReader(writer.bytes)
        #expect(try PlaceModel(from: &reader).agreement == model.agreement)
    }

    @Test("compares incidents with cells that stand for the whole area")
    func contrast() throws {
        let (model, _) = try SmallCity.model(SmallCity.events(), target: 0)
        let days = model.training.filter { !$0.contrastWeights.isEmpty }
        #expect(days.count > 20)
        let (stoodFor, cells) = days.reduce((0.0, 0.0)) { sum, day in
            (sum.0 + day.contrastWeights.reduce(0) { $0 + Double($1) }, sum.1 + day.totals[0])
        }
        #expect(abs(stoodFor / cells - 1) < 0.05)
        // What the drawn cells' kernels add up to is what they are over the area.
        for kernel in model.kernels.agreeing {
            let (drawn, whole) = days.reduce((0.0, 0.0)) { sum, day -> (Double, Double) in
                var rows = 0.0
                for (row, weight) in day.contrastWeights.enumerated() {
                    rows += Double(weight * day.contrast[row * model.kernels.stride + kernel])
                }
                return (sum.0 + rows, sum.1 + day.totals[kernel])
            }
            #expect(abs(drawn / whole - 1) < 0.1)
        }
    }
}
