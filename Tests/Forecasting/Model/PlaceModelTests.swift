import Domain
import Testing

@testable import Forecasting

@Suite("The model of places")
struct PlaceModelTests {
    @Test("reads the same at one cell as over the whole grid", arguments: [nil, 0] as [UInt16?])
    func cellEqualsGrid(target: UInt16?) throws {
        var (model, next) = try SmallCity.model(SmallCity.events(), target: target)
        let forecast = model.forecast(day: next, total: 1)
        var reading = CellReading(model, on: DayType(day: next))
        let cells = model.areaCells()
        let direct = cells.map { reading.rate(at: Int($0), model) }
        let sum = direct.reduce(0, +)
        for (one, other) in zip(forecast, direct) { #expect(abs(one - other / sum) < 1e-5 * max(one, 1e-4)) }
    }

    @Test("knows each kernel's sum over the area")
    func totals() throws {
        var (model, next) = try SmallCity.model(SmallCity.events())
        model.renew(day: next)
        var reading = CellReading(model, on: DayType(day: next))
        var sums = [Double](repeating: 0, count: model.kernels.kernels.count)
        for index in model.areaCells() {
            reading.read(at: Int(index), model)
            for kernel in sums.indices { sums[kernel] += reading.kernels[kernel] }
        }
        for (one, other) in zip(model.totals(on: DayType(day: next)), sums) { #expect(abs(one - other) < 1e-5 * max(other, 1e-6)) }
    }

    @Test("explains a forecast exactly by its components", arguments: [nil, 0] as [UInt16?])
    func explains(target: UInt16?) throws {
        var (model, next) = try SmallCity.model(SmallCity.events(), target: target)
        let forecast = model.forecast(day: next)
        let parts = model.explanation(day: next)
        for cell in forecast.indices {
            let sum = parts.reduce(0) { $0 + $1[cell] }
            #expect(abs(sum - forecast[cell]) < 1e-6 * max(forecast[cell], 1e-6))
        }
    }

    @Test("forecasts several days as it forecasts each", arguments: [nil, 0] as [UInt16?])
    func severalDays(target: UInt16?) throws {
        var (model, next) = try SmallCity.model(SmallCity.events(), target: target)
        for (offset, many) in model.forecasts(from: next, days: 7).enumerated() {
            let one = model.forecast(day: next + offset)
            #expect(zip(many, one).allSatisfy { abs(Double($0) - $1) < 1e-5 * max($1, 1e-5) })
        }
    }

    @Test("spreads a coarse incident over its cells as it forecasts them, and drops nothing")
    func coarse() throws {
        var (model, next) = try SmallCity.model(SmallCity.events())
        let index = try #require(model.grid.index(column: 4, row: 4))
        let event = PlacedEvent(index: Int32(index), span: 4, category: 0)
        let shares = model.shares(of: event, on: DayType(day: next))
        #expect(shares.count == 16)
        #expect(abs(shares.reduce(0) { $0 + $1.share } - 1) < 1e-12)
        #expect(shares.allSatisfy { $0.share > 0 && $0.share < 0.9 })
        let own = model.kernels.own
        let before = model.counts.spread(own).sum
        model.absorb(day: next, [event], learns: true)
        #expect(abs(model.counts.spread(own).sum - before - 1) < 1e-9)
        let cells = model.areaCells()
        let forecast = model.forecast(day: next + 1)
        let likeliest = try #require(shares.max { $0.share < $1.share })
        let place = try #require(cells.firstIndex(of: Int32(likeliest.index)))
        #expect(forecast[place] > 0)
    }

    @Test("read back from its state forecasts the same bytes and goes on alike")
    func state() throws {
        let events = SmallCity.events()
        var (model, next) = try SmallCity.model(events, target: 0)
        var writer = StateWriter()
        model.write(to: &writer)
        var reader = StateReader(writer.bytes)
        var copy = try PlaceModel(from: &reader)
        try reader.finish()
        #expect(copy.forecast(day: next) == model.forecast(day: next))
        let index = Int32(try #require(model.grid.index(column: 3, row: 9)))
        for ahead in 0..<9 {
            let today = [PlacedEvent(index: index, category: 0), PlacedEvent(index: index + 1, category: 1)]
            model.absorb(day: next + ahead, today, learns: true)
            copy.absorb(day: next + ahead, today, learns: true)
        }
        model.fit()
        copy.fit()
        #expect(copy.forecast(day: next + 9) == model.forecast(day: next + 9))
    }

    @Test("refuses a state that was cut short")
    func damagedState() throws {
        let (model, _) = try SmallCity.model(SmallCity.events(days: 30))
        var writer = StateWriter()
        model.write(to: &writer)
        for length in stride(from: 0, to: writer.bytes.count, by: writer.bytes.count / 7 + 1) {
            var reader = StateReader(Array(writer.bytes.prefix(length)))
            #expect(throws: StateError.self) { try PlaceModel(from: &reader) }
        }
    }

    @Test("passes over incidents that lie off its grid or have no weight")
    func strays() throws {
        var (model, next) = try SmallCity.model(SmallCity.events(days: 30))
        let cells = model.areaCells()
        model.absorb(
            day: next,
            [
                PlacedEvent(index: -5, category: 0), PlacedEvent(index: .max, category: 0), PlacedEvent(index: 0, span: 3, category: 0),
                PlacedEvent(index: 100, category: 0, weight: .nan),
            ], learns: true)
        #expect(model.areaCells() == cells)
    }

    @Test("that learnt nothing forecasts nothing, and does not fail")
    func empty() {
        var model = PlaceModel(
            grid: StudyGrid(columns: 0...9, rows: 0...9), target: nil, categories: [0], days: 0,
            settings: PlaceModel.Settings(incidentsPerDay: 0, days: 0))
        #expect(model.forecast(day: 0).isEmpty)
        #expect(model.fit().isEmpty)
        model.absorb(day: 0, [], learns: true)
        #expect(model.forecast(day: 1).isEmpty)
    }
}
