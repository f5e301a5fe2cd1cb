import Domain
import Foundation
import Testing

@testable import Forecasting

@Suite("What is forecast")
struct ForecastingModelTests {
    /// Monday 2024-01-01T00:00Z.
    static let monday: Int64 = 1_704_067_200

    private func machine(_ register: Register = territory(), settings: ForecastingSettings = ForecastingSettings()) -> ForecastingMachine {
        var machine = ForecastingMachine(settings: settings, offset: { (_: Int64) in 0 })
        machine.register(register)
        return machine
    }

    /// Days of a city with a hot place at (3, 3) and quiet ones all around.
    private func fill(_ machine: inout ForecastingMachine, days: Int64, perDay: Int = 20, origin: Origin = .reported) {
        var random = SplitMix64(seed: 7)
        for day in 0..<days {
            for number in 0..<perDay {
                let isHot = number % 4 == 0
                var incident = incident(
                    column: isHot ? 3 : .random(in: 0..<10, using: &random), row: isHot ? 3 : .random(in: 0..<10, using: &random),
                    at: Self.monday + day * 86_400 + Int64.random(in: 0..<86_400, using: &random))
                incident.origin = origin
                machine.absorb(incident)
            }
        }
    }

    private func whole(_ forecast: Forecast, _ machine: ForecastingMachine) -> Double {
        forecast.cells.reduce(0) { $0 + $1.expected } + forecast.elsewhere * (machine.territoryCells - Double(forecast.cells.count))
    }

    @Test("expectations over the whole territory add up to the category's rate")
    func calibrated() throws {
        var machine = machine(territory(interval: 86_400))
        fill(&machine, days: 15)
        let forecast = try #require(machine.advance(to: watermark(Self.monday + 15 * 86_400)).last)
        #expect(abs(whole(forecast, machine) - 20) < 1)
    }

    @Test("a place where more happens has more expected of it")
    func hot() throws {
        var machine = machine(territory(interval: 86_400))
        fill(&machine, days: 20)
        let forecast = try #require(machine.advance(to: watermark(Self.monday + 20 * 86_400)).last)
        #expect(forecast.cells.max { $0.expected < $1.expected }?.cell == Cell(column: 3, row: 3))
    }

    @Test("the very first incident gives a forecast: most of it where nothing is known yet")
    func first() throws {
        var machine = machine()
        machine.absorb(incident(column: 3, row: 4, at: Self.monday))
        let forecast = try #require(machine.advance(to: watermark(Self.monday + 900)).first)
        #expect(forecast.cells.count == 9 && forecast.elsewhere > 0 && abs(whole(forecast, machine) - 1) < 0.2)
        #expect(forecast.cells.allSatisfy { $0.expected > forecast.elsewhere })
    }

    @Test("cells come in the order of row, then column, each once")
    func ordered() throws {
        var machine = machine()
        for place in [(3, 9), (-7, 2), (5, 2), (4, 2), (-1, -6), (700, 2)] {
            machine.absorb(incident(column: Int32(place.0), row: Int32(place.1), at: Self.monday))
        }
        let cells = try #require(machine.advance(to: watermark(Self.monday + 900)).first).cells.map(\.cell)
        #expect(zip(cells, cells.dropFirst()).allSatisfy { $0 < $1 } && cells.contains(Cell(column: 700, row: 2)))
    }

    @Test("a place beyond any grid counts in the total, and harms nothing")
    func stray() throws {
        var machine = machine()
        machine.absorb(incident(at: Self.monday))
        machine.absorb(incident(column: 1_000_000, row: 2, at: Self.monday))
        let forecast = try #require(machine.advance(to: watermark(Self.monday + 900)).first)
        #expect(machine.tally.offGrid > 0 && abs(whole(forecast, machine) - 2) < 0.4)
    }

    @Test("the counts of a machine equal those of a batch recomputation to 1e-9")
    func equalsBatch() throws {
        var machine = machine(territory(interval: 21_600))
        let city = ForecastingOrderTests.city(days: 10).filter { $0.cell.level == 0 && $0.slot.length == 900 }
        for incident in city { machine.absorb(incident) }
        _ = machine.advance(to: watermark(Self.monday + 10 * 86_400))
        let model = try #require(machine.states[Int(Category.noise.rawValue)]?.model)
        let last = 19_723 + 9
        for (column, kernel) in model.kernels.columns.enumerated() {
            var sums: [Cell: Double] = [:]
            for incident in city {
                let day = Int(incident.slot.start / 86_400)
                let counts =
                    switch kernel.source {
                    case .own: incident.category == .noise
                    case .all: true
                    case .group(let members): members.contains(incident.category.rawValue)
                    case .ownOn(let type): incident.category == .noise && DayType(day: day) == type
                    case .category: false
                    }
                let age = Double(last - day)
                if counts { sums[incident.cell, default: 0] += kernel.halfLife.isInfinite ? 1 : exp2(-age / kernel.halfLife) }
            }
            for (cell, sum) in sums {
                let index = try #require(model.grid.index(column: cell.column, row: cell.row))
                #expect(abs(model.counts.value(column, at: index) - sum) < 1e-9)
            }
        }
    }

    @Test("what went on while a forecast was issued leaves no trace in what is counted later")
    func issuesLeaveNoTrace() {
        var often = machine(territory(interval: 7_200))
        var seldom = machine(territory(interval: 86_400))
        for incident in ForecastingOrderTests.city(days: 4) {
            often.absorb(incident)
            seldom.absorb(incident)
        }
        _ = often.advance(to: watermark(Self.monday + 4 * 86_400))
        _ = seldom.advance(to: watermark(Self.monday + 4 * 86_400))
        let theft = Int(Category.theft.rawValue)
        #expect(often.states[theft]?.model.counts.values == seldom.states[theft]?.model.counts.values)
        #expect(often.states[theft]?.model.weights == seldom.states[theft]?.model.weights)
    }

    @Test("coarse incidents are spread as their category's own model says, and all of each counts")
    func coarse() throws {
        var machine = machine(territory(interval: 86_400))
        fill(&machine, days: 20)
        for day in 10..<Int64(20) {
            for _ in 0..<10 { machine.absorb(incident(column: 0, row: 0, level: 2, at: Self.monday + day * 86_400)) }
        }
        _ = machine.advance(to: watermark(Self.monday + 20 * 86_400))
        let model = try #require(machine.states[Int(Category.theft.rawValue)]?.model)
        func count(_ column: Int32, _ row: Int32) throws -> Double {
            model.counts.value(model.kernels.own, at: try #require(model.grid.index(column: column, row: row)))
        }
        var all = 0.0
        for row in Int32(0)..<12 { for column in Int32(0)..<12 { all += try count(column, row) } }
        #expect(abs(all - 500) < 1e-3)
        // The hot place takes most of what is known to lie within its square, its neighbours some.
        let quiet = try count(1, 1)
        let hot = try count(3, 3)
        #expect(hot > 150 && quiet > 2 && quiet < 30)
    }

    @Test("where all incidents are coarse, what is expected lies in the cells of their squares, and each counts in the calibration")
    func allCoarse() throws {
        var machine = machine(territory(interval: 86_400))
        for day in 0..<Int64(20) {
            for _ in 0..<10 { machine.absorb(incident(column: 0, row: 0, level: 2, at: Self.monday + day * 86_400)) }
        }
        let forecast = try #require(machine.advance(to: watermark(Self.monday + 20 * 86_400)).last)
        let listed = forecast.cells.reduce(0) { $0 + $1.expected }
        #expect(listed > 8.5 && listed <= whole(forecast, machine))
        let told = try #require(forecast.calibration).deciles.reduce(0) { $0 + $1.observed }
        #expect(told > 50)
    }

    @Test("an incident coarser than can be spread raises the whole territory")
    func veryCoarse() throws {
        var machine = machine()
        machine.absorb(incident(column: 0, row: 0, level: 9, at: Self.monday))
        let forecast = try #require(machine.advance(to: watermark(Self.monday + 900)).first)
        #expect(forecast.cells.isEmpty && abs(whole(forecast, machine) - 1) < 0.2)
    }

    @Test("a finer incident than the publication level counts in the cell that holds it")
    func finer() throws {
        var machine = machine(territory(level: 1))
        machine.absorb(incident(column: 7, row: -3, at: Self.monday))
        let cells = try #require(machine.advance(to: watermark(Self.monday + 900)).first).cells
        #expect(cells.max { $0.expected < $1.expected }?.cell == Cell(level: 1, column: 3, row: -2))
    }

    @Test("a new publication level keeps the history", arguments: [(UInt8(0), UInt8(1)), (1, 0)])
    func releveled(from: UInt8, to: UInt8) throws {
        var machine = machine(territory(level: from, interval: 86_400))
        fill(&machine, days: 10)
        _ = machine.advance(to: watermark(Self.monday + 10 * 86_400))
        machine.register(territory(level: to, interval: 86_400))
        let forecast = try #require(machine.advance(to: watermark(Self.monday + 11 * 86_400)).first)
        #expect(forecast.cells.allSatisfy { $0.cell.level == to })
        let best = try #require(forecast.cells.max { $0.expected < $1.expected }?.cell)
        #expect(best.ancestor(at: 1) == Cell(level: 1, column: 1, row: 1))
    }

    @Test("a short window follows the hour of the day")
    func rhythm() throws {
        var machine = machine(territory(interval: 3_600, window: 3_600))
        for day in 0..<Int64(5) { for _ in 0..<10 { machine.absorb(incident(at: Self.monday + day * 86_400 + 22 * 3_600)) } }
        let forecasts = machine.advance(to: watermark(Self.monday + 5 * 86_400))
        func expected(at hour: Int64) throws -> Double {
            whole(try #require(forecasts.last { ($0.windowStart - Self.monday) % 86_400 == hour * 3_600 }), machine)
        }
        #expect(try expected(at: 22) > 5 * expected(at: 9))
    }

    @Test("windows of a day add up: its hours' expectations are the day's")
    func additive() throws {
        var days = machine(territory(interval: 86_400))
        var hours = machine(territory(interval: 86_400, window: 3_600), settings: ForecastingSettings(windows: 24))
        fill(&days, days: 6)
        fill(&hours, days: 6)
        let day = try #require(days.advance(to: watermark(Self.monday + 6 * 86_400)).last)
        let parts = hours.advance(to: watermark(Self.monday + 6 * 86_400)).suffix(24)
        let sum = parts.reduce(0) { $0 + whole($1, hours) }
        #expect(parts.count == 24 && abs(sum - whole(day, days)) < 1e-3)
    }

    @Test("incidents of which only the day is known count for the day, and leave the hours flat")
    func dayOnly() throws {
        var machine = machine(territory(interval: 3_600, window: 3_600))
        for day in 0..<Int64(5) { machine.absorb(incident(at: Self.monday + day * 86_400, length: 86_400)) }
        let day = machine.advance(to: watermark(Self.monday + 5 * 86_400)).suffix(24)
        #expect(Set(day.map(\.windowStart)).count == 24)
        let state = try #require(machine.states[Int(Category.theft.rawValue)])
        #expect(state.hours == HourProfile() && abs(state.model.level.expected(day: 19_728) - 1) < 0.2)
    }

    @Test("what officers found because they were there counts for a tenth of a place")
    func discovered() throws {
        var (reported, found) = (machine(territory(interval: 86_400)), machine(territory(interval: 86_400)))
        fill(&reported, days: 5)
        fill(&found, days: 5, origin: .discovered)
        _ = reported.advance(to: watermark(Self.monday + 5 * 86_400))
        _ = found.advance(to: watermark(Self.monday + 5 * 86_400))
        let theft = Int(Category.theft.rawValue)
        let (all, tenth) = (try #require(reported.states[theft]?.model), try #require(found.states[theft]?.model))
        let index = try #require(all.grid.index(column: 3, row: 3))
        let (ratio, own) = (tenth.counts.value(all.kernels.own, at: index) / all.counts.value(all.kernels.own, at: index), 0.1)
        #expect(abs(ratio - own) < 1e-6)
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
        #expect(last.silentSources == [.camera] && last.model == "place-mixture/2" && last.calibration == nil)
    }

    @Test("a forecast carries its calibration of the last weeks, and it is fair")
    func calibration() throws {
        var machine = machine(territory(interval: 86_400))
        fill(&machine, days: 20)
        let forecast = try #require(machine.advance(to: watermark(Self.monday + 20 * 86_400)).last)
        let calibration = try #require(forecast.calibration)
        #expect(calibration.days > 14 && calibration.deciles.count == 10 && calibration.corrections.count == 10)
        #expect(abs(try #require(calibration.ratio) - 1) < 0.15)
    }

    @Test("a forecast tells the reasons of its most likely cells, which sum to one")
    func reasons() throws {
        var machine = machine(territory(interval: 86_400), settings: ForecastingSettings(explained: 12))
        fill(&machine, days: 20)
        let forecast = try #require(machine.advance(to: watermark(Self.monday + 20 * 86_400)).last)
        #expect(forecast.reasons.places.count == 12)
        let best = try #require(forecast.cells.indices.max { forecast.cells[$0].expected < forecast.cells[$1].expected })
        let shares = forecast.reasons.shares(ofPlace: best)
        #expect(!shares.isEmpty && abs(shares.reduce(0) { $0 + $1.share } - 1) < 1e-9)
    }

    @Test("seven days are issued at once where that is asked for")
    func horizon() throws {
        var machine = machine(territory(interval: 86_400), settings: ForecastingSettings(windows: 7))
        fill(&machine, days: 10)
        let week = machine.advance(to: watermark(Self.monday + 10 * 86_400)).suffix(7)
        #expect(week.map(\.windowStart) == (10..<17).map { Self.monday + $0 * 86_400 })
        #expect(Set(week.map(\.issuedAt)) == [Self.monday + 10 * 86_400])
    }
}
