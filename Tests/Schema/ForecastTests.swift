import CSchema
import Domain
import Foundation
import Testing

@testable import Schema

@Suite("A forecast's columns")
struct ForecastTests {
    private func forecast(_ values: [Double]) -> Forecast {
        Forecast(
            issuedAt: 0, windowStart: 0, windowEnd: 86_400, category: .noise,
            cells: values.enumerated().map {
                .init(cell: Cell(column: Int32($0.offset % 70), row: Int32($0.offset / 70)), expected: $0.element)
            },
            elsewhere: 1e-6, model: "m 1", trainedFrom: 0, trainedUntil: 0, sources: [], silentSources: [])
    }

    private func values(_ count: Int, over orders: Double) -> [Double] {
        var chance = Chance(seed: SeededGenerator.seed)
        return (0..<count).map { _ in
            let exponent = Double.random(in: -orders...0, using: &chance.generator)
            return Double.random(in: 0.5...1, using: &chance.generator) * pow(10, exponent)
        }
    }

    @Test("hold each value within 3 %, over six orders of magnitude", arguments: [0.5, 3, 6])
    func accuracy(orders: Double) throws {
        let original = forecast(values(4000, over: orders))
        let read = try Forecast(decoding: original.encoded())
        #expect(zip(original.cells, read.cells).allSatisfy { abs($1.expected / $0.expected - 1) <= 0.0300001 })
    }

    @Test("are finer where the values lie closer")
    func finer() throws {
        let original = forecast(values(4000, over: 0.3))
        let read = try Forecast(decoding: original.encoded())
        #expect(zip(original.cells, read.cells).allSatisfy { abs($1.expected / $0.expected - 1) <= 0.004 })
    }

    @Test("hold zero as next to nothing beside the largest")
    func zero() throws {
        let read = try Forecast(decoding: forecast([0, 2]).encoded())
        #expect(read.cells[0].expected < 2e-6 && abs(read.cells[1].expected - 2) < 1e-9)
    }

    @Test("hold nothing but zeros exactly")
    func zeros() throws { #expect(try Forecast(decoding: forecast([0, 0, 0]).encoded()).cells.allSatisfy { $0.expected == 0 }) }

    @Test("carry the exact total")
    func total() throws {
        let original = forecast(values(500, over: 4))
        let arena = Arena()
        let bytes = original.encoded()
        let total = try bytes.withUnsafeBytes { try Forecast.unpack($0, in: arena).pointee.total }
        #expect(total == original.cells.reduce(0) { $0 + $1.expected })
    }

    @Test("change nothing when written again")
    func idempotent() throws {
        let once = try Forecast(decoding: forecast(values(2000, over: 5)).encoded())
        let twice = try Forecast(decoding: once.encoded())
        #expect(zip(once.cells, twice.cells).allSatisfy { $0.cell == $1.cell && abs($0.expected - $1.expected) <= 1e-9 * $0.expected })
    }

    @Test("put cells in their order")
    func order() throws {
        var original = forecast([1, 2, 3])
        original.cells.reverse()
        #expect(try Forecast(decoding: original.encoded()).cells.map(\.cell.column) == [0, 1, 2])
    }

    @Test("take about three bytes a cell")
    func size() { #expect(forecast(values(5000, over: 4)).encoded().count < 3 * 5000 + 200) }

    @Test("that differ in length are refused")
    func ragged() {
        let bytes = RawField.varint(4, 1) + RawField.bytes(6, [0, 2]) + RawField.bytes(7, [0]) + RawField.bytes(8, [1, 1])
        let error = #expect(throws: SchemaError.self) { try Forecast(decoding: bytes) }
        #expect(error?.field == "expected")
    }

    @Test("without a scale are refused")
    func noScale() {
        let bytes = RawField.varint(4, 1) + RawField.bytes(6, [0]) + RawField.bytes(7, [0]) + RawField.bytes(8, [1])
        let error = #expect(throws: SchemaError.self) { try Forecast(decoding: bytes) }
        #expect(error?.field == "scale_ratio")
    }

    @Test("bring reasons, factors and calibration with them, as they were")
    func explained() throws {
        var original = forecast(values(50, over: 2))
        original.reasons = ForecastReasons(
            components: [.chronicPlace, .nearRepeat], places: [3, 17, 49], shares: [200, 55, 255, 0, 128, 127])
        original.factors = [ForecastFactor(kind: .rain, ratio: 0.9), ForecastFactor(kind: .hours, ratio: 1.4)]
        original.calibration = ForecastCalibration(
            days: 28, deciles: [.init(expected: 3, observed: 4), .init(expected: 5, observed: 4.5)], corrections: [1, 1.1], elsewhere: 2)
        original.dispersion = 3.5
        let read = try Forecast(decoding: original.encoded())
        #expect(read.reasons == original.reasons && read.factors == original.factors)
        #expect(read.calibration == original.calibration && read.dispersion == 3.5)
    }

    @Test("that come in disorder keep each cell's reasons")
    func explainedInDisorder() throws {
        var original = forecast([1, 2, 3])
        original.cells.reverse()
        original.reasons = ForecastReasons(components: [.recent, .background], places: [0, 2], shares: [255, 0, 0, 255])
        let read = try Forecast(decoding: original.encoded())
        #expect(read.reasons.shares(ofPlace: 2).first?.component == .recent)
        #expect(read.reasons.shares(ofPlace: 0).first?.component == .background && read.reasons.shares(ofPlace: 1).isEmpty)
    }

    @Test("without reasons, factors or calibration are as before")
    func unexplained() throws {
        let read = try Forecast(decoding: forecast([1, 2]).encoded())
        #expect(read.reasons.places.isEmpty && read.factors.isEmpty && read.calibration == nil)
    }

    @Test("are written with the nearest byte, whichever way it is found")
    func nearest() {
        let values = values(3000, over: 6)
        let scale = ForecastScale(fitting: values)
        let steps = scale.steps
        for value in values + [0, -1, .nan, 1e300] {
            let byte = Int(steps.byte(for: value))
            #expect(abs(byte - Int(scale.byte(for: value))) <= (value.isFinite ? 1 : 255))
            if value.isFinite, value > scale.minimum, value < 1 { #expect(abs(scale.table[byte] / value - 1) <= 0.0300001) }
        }
    }
}
