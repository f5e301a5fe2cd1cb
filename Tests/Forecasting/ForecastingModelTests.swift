import Domain
import Testing

@testable import Forecasting

@Suite("What is forecast")
struct ForecastingModelTests {
    /// Monday 2024-01-01T00:00Z.
    static let monday: Int64 = 1_704_067_200

    private func machine(_ register: Register = territory()) -> ForecastingMachine {
        var machine = ForecastingMachine(offset: { (_: Int64) in 0 })
        machine.register(register)
        return machine
    }

    @Test("a cell alone in a small territory gets the hand-computed expectation")
    func handComputed() throws {
        // 40 incidents in one cell, ten a day for four days, in 96 quarter hours of the last of which the forecast is issued.
        let settings = ForecastingSettings(
            shortHalfLife: 1e9, longHalfLife: 1e9, recentShare: 0.2, cellPrior: 0.5, evenShare: 0.05, totalPrior: 1e9)
        var machine = ForecastingMachine(settings: settings, offset: { (_: Int64) in 0 })
        machine.register(territory(interval: 86_400))
        machine.territoryCells = 100
        for day in 0..<Int64(4) { for hour in 0..<Int64(10) { machine.absorb(incident(at: Self.monday + day * 86_400 + hour * 3_600)) } }
        let forecast = try #require(machine.advance(to: watermark(Self.monday + 4 * 86_400)).last)
        // Without decay (weight 1): X = 384 quarters, T = Y = B = 40; the rhythm's prior is so strong that it is flat.
        let even = 0.05 * 40 / (384.0 * 100)
        let prior = 0.95 * 40 / (25 * 384.0) + even
        let own = (40 + 0.5) / (384 + 0.5 / prior)
        let near = 0.5 / (384 + 0.5 / prior)
        let far = 0.5 / (384 + 0.5 / even)
        let total = 40.0 / 384 * 96
        let sum = own + 24 * near + 75 * far
        #expect(forecast.cells.count == 25)
        let centre = try #require(forecast.cells.first { $0.cell == Cell(column: 0, row: 0) })
        #expect(abs(centre.expected - total * own / sum) < 1e-6)
        #expect(abs(forecast.cells[0].expected - total * near / sum) < 1e-6)
        #expect(abs(forecast.elsewhere - total * far / sum) < 1e-6)
    }

    @Test("expectations over the whole territory add up to the category's rate")
    func calibrated() throws {
        var machine = machine(territory(interval: 86_400))
        var random = SplitMix64(seed: 7)
        for day in 0..<Int64(60) {
            for _ in 0..<50 {
                let second = Self.monday + day * 86_400 + Int64.random(in: 0..<86_400, using: &random)
                machine.absorb(incident(column: .random(in: 0..<40, using: &random), row: .random(in: 0..<40, using: &random), at: second))
            }
        }
        let forecast = try #require(machine.advance(to: watermark(Self.monday + 60 * 86_400)).last)
        let listed = forecast.cells.reduce(0) { $0 + $1.expected }
        let total = listed + forecast.elsewhere * (machine.territoryCells - Double(forecast.cells.count))
        #expect(abs(total - 50) < 1.5)
    }

    @Test("every cell can have an incident: listed or not, more than nothing is expected")
    func positive() throws {
        var machine = machine()
        machine.absorb(incident(column: 3, row: 4, at: Self.monday))
        let forecast = try #require(machine.advance(to: watermark(Self.monday + 900)).first)
        #expect(forecast.elsewhere > 0 && forecast.cells.allSatisfy { $0.expected > forecast.elsewhere })
    }

    @Test("cells come in the order of row, then column, each once")
    func ordered() throws {
        var machine = machine()
        for place in [(3, 9), (-7, 2), (5, 2), (4, 2), (-1, -6), (100_000, 2)] {
            machine.absorb(incident(column: Int32(place.0), row: Int32(place.1), at: Self.monday))
        }
        let cells = try #require(machine.advance(to: watermark(Self.monday + 900)).first).cells.map(\.cell)
        #expect(zip(cells, cells.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test("sums around a cell equal those taken the plain way")
    func neighbourhood() {
        var random = SplitMix64(seed: 3)
        var sums = CellSums()
        var plain: [[Int]: Double] = [:]
        for _ in 0..<400 {
            let (column, row) = (Int32.random(in: -30..<30, using: &random), Int32.random(in: -30..<30, using: &random))
            sums.add(SIMD2(1, 2), column: column, row: row, contributions: 1)
            for x in -2...2 { for y in -2...2 { plain[[Int(row) + y, Int(column) + x], default: 0] += 1 } }
        }
        let places = Neighbourhood.places(around: sums.sorted())
        #expect(places.count == plain.count)
        #expect(places.allSatisfy { plain[[$0.row, $0.column]] == $0.around.x && $0.around.y == 2 * $0.around.x })
        #expect(places.reduce(0) { $0 + $1.own.x } == 400)
    }

    @Test("a coarse incident is spread evenly over the cells it may lie in")
    func coarse() throws {
        var machine = machine()
        machine.absorb(incident(column: 2, row: 3, level: 2, at: Self.monday))
        let forecast = try #require(machine.advance(to: watermark(Self.monday + 900)).first)
        let inside = forecast.cells.filter { Cell(level: 2, column: 2, row: 3).contains($0.cell) }
        let middle = inside.filter { (9...10).contains($0.cell.column) && (13...14).contains($0.cell.row) }
        #expect(inside.count == 16 && forecast.cells.count == 64)
        #expect(Set(middle.map(\.expected)).count == 1)
    }

    @Test("an incident coarser than can be spread raises the whole territory")
    func veryCoarse() throws {
        var machine = machine()
        machine.absorb(incident(column: 0, row: 0, level: 9, at: Self.monday))
        let forecast = try #require(machine.advance(to: watermark(Self.monday + 900)).first)
        #expect(forecast.cells.isEmpty && forecast.elsewhere > 0)
    }

    @Test("a finer incident than the publication level counts in the cell that holds it")
    func finer() throws {
        var machine = machine(territory(level: 1))
        machine.absorb(incident(column: 7, row: -3, at: Self.monday))
        let cells = try #require(machine.advance(to: watermark(Self.monday + 900)).first).cells
        #expect(cells.max { $0.expected < $1.expected }?.cell == Cell(level: 1, column: 3, row: -2))
    }

    @Test("a new publication level keeps the history")
    func releveled() throws {
        var machine = machine()
        for column in 0..<4 { machine.absorb(incident(column: Int32(column), row: 0, at: Self.monday)) }
        _ = machine.advance(to: watermark(Self.monday + 900))
        machine.register(territory(level: 1))
        let forecast = try #require(machine.advance(to: watermark(Self.monday + 1_800)).first)
        #expect(forecast.cells.allSatisfy { $0.cell.level == 1 })
        let best = forecast.cells.sorted { $0.expected > $1.expected }.prefix(2).map(\.cell).sorted()
        #expect(best == [Cell(level: 1, column: 0, row: 0), Cell(level: 1, column: 1, row: 0)])
    }

    @Test("a short window follows the hour of the day")
    func rhythm() throws {
        var machine = machine(territory(window: 3_600))
        for day in 0..<Int64(40) { for _ in 0..<10 { machine.absorb(incident(at: Self.monday + day * 86_400 + 22 * 3_600)) } }
        let forecasts = machine.advance(to: watermark(Self.monday + 40 * 86_400))
        let night = try #require(forecasts.last { ($0.windowStart - Self.monday) % 86_400 == 22 * 3_600 })
        let morning = try #require(forecasts.last { ($0.windowStart - Self.monday) % 86_400 == 9 * 3_600 })
        #expect(night.cells[12].expected > 5 * morning.cells[12].expected)
    }

    @Test("incidents of which only the day is known count for the day, and leave the hours flat")
    func dayOnly() throws {
        var machine = machine(territory(window: 3_600))
        for day in 0..<Int64(30) { machine.absorb(incident(at: Self.monday + day * 86_400, length: 86_400)) }
        let day = machine.advance(to: watermark(Self.monday + 30 * 86_400)).suffix(24)
        #expect(Set(day.map(\.windowStart)).count == 24)
        #expect(machine.models[Int(Category.theft.rawValue)]?.rhythm.hours == [Double](repeating: 0, count: 24))
        let week = try #require(machine.models[Int(Category.theft.rawValue)]).rhythm.days
        #expect(week.allSatisfy { $0 > 0 })
    }

    @Test("categories that are only counted are never forecast", arguments: [Domain.Category.animal, .shots, .other, .suspiciousObject])
    func neverForecast(category: Domain.Category) {
        var machine = machine()
        machine.absorb(incident(category, at: Self.monday))
        #expect(machine.advance(to: watermark(Self.monday + 9_000)).isEmpty)
    }

    @Test("a forecast says what it learnt from, and which sources are silent")
    func provenance() throws {
        var machine = machine()
        machine.absorb(incident(at: Self.monday, kind: .fireBrigade))
        machine.absorb(incident(at: Self.monday + 900, kind: .policeLog))
        let forecasts = machine.advance(to: watermark(Self.monday + 1_800, silent: .camera))
        #expect(forecasts.map(\.sources) == [[.fireBrigade], [.policeLog, .fireBrigade]])
        let last = try #require(forecasts.last)
        #expect(last.trainedFrom == Self.monday && last.trainedUntil == last.issuedAt && last.issuedAt == Self.monday + 1_800)
        #expect(last.silentSources == [.camera] && last.model == "decayed-rate/1" && last.dispersion == 0)
    }
}
