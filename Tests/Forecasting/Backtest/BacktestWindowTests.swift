import Testing

@testable import Forecasting

@Suite("The windows of a backtest")
struct BacktestWindowTests {
    private static let day: Int64 = 86_400

    private func run(_ events: BacktestEvents, _ settings: BacktestSettings) throws -> BacktestResult {
        var settings = settings
        settings.keepsWindows = true
        return try Backtest(events, settings: settings).run { _ in }
    }

    private static func lastMidnight(_ events: BacktestEvents) -> Int64 {
        ((events.wallSeconds.max() ?? 0) / day + 1) * day
    }

    @Test("begin at local midnights and end with the day of the last incident", arguments: [(24, 5), (6, 20), (48, 3)])
    func spans(hours: Int, count: Int) throws {
        let events = SmallCity.events()
        let windows = try run(events, BacktestSettings(days: 5, windowHours: hours)).windows
        #expect(windows.count == count)
        #expect(windows.last?.end == Self.lastMidnight(events))
        #expect(windows.first?.start == Self.lastMidnight(events) - 5 * Self.day)
        for (one, next) in zip(windows, windows.dropFirst()) { #expect(one.end == next.start) }
    }

    @Test("of a day divide it by the rhythm of the hours")
    func rhythm() throws {
        let windows = try run(SmallCity.events(), BacktestSettings(days: 10, windowHours: 6)).windows
        let daily = try run(SmallCity.events(), BacktestSettings(days: 10)).windows
        func total(_ window: WindowForecast) -> Double { window.expected.reduce(0) { $0 + Double($1) } }
        for place in daily.indices {
            #expect(
                abs(windows[(place * 4)..<(place * 4 + 4)].reduce(0) { $0 + total($1) } - total(daily[place])) < 1e-3 * total(daily[place]))
            // The made-up city's hours lean on noon.
            #expect(total(windows[place * 4 + 1]) > 2 * total(windows[place * 4]))
        }
    }

    @Test("share a day evenly where the hour is not known", arguments: [0, 12])
    func dayOnly(hour: Int64) throws {
        var events = SmallCity.events()
        events.wallSeconds = events.wallSeconds.map { $0 / Self.day * Self.day + hour * 3_600 }
        let result = try run(events, BacktestSettings(days: 2, windowHours: 6))
        #expect(!result.knowsHours)
        #expect(result.windows[0].expected == result.windows[1].expected)
    }

    @Test("of several days expect as much as the days together")
    func week() throws {
        let events = SmallCity.events()
        let week = try #require(try run(events, BacktestSettings(days: 7, windowHours: 168)).windows.first)
        let days = try run(events, BacktestSettings(days: 7)).windows
        let total = week.expected.reduce(0) { $0 + Double($1) }
        let sum = days.reduce(0) { $0 + $1.expected.reduce(0) { $0 + Double($1) } }
        #expect(abs(total / sum - 1) < 0.15)
        #expect(
            week.observed.reduce(week.outside) { $0 + Int($1.count) }
                == days.reduce(0) { $0 + $1.observed.reduce($1.outside) { $0 + Int($1.count) } })
    }

    @Test("count every incident once, inside the area or outside")
    func observed() throws {
        let events = SmallCity.events()
        let result = try run(events, BacktestSettings(days: 5, target: 1))
        let start = Self.lastMidnight(events) - 5 * Self.day
        #expect(result.observed == (0..<events.count).count { events.wallSeconds[$0] >= start && events.categories[$0] == 1 })
    }

    @Test("are refused where they do not fit the day")
    func badWindows() {
        let events = SmallCity.events(days: 10)
        for hours in [0, 5, 7, 25, -24] {
            #expect(throws: BacktestError.badWindow(hours: hours)) {
                try Backtest(events, settings: BacktestSettings(days: 2, windowHours: hours))
            }
        }
    }

    @Test("need a day before them")
    func noHistory() {
        let events = SmallCity.events(days: 10)
        #expect(throws: BacktestError.noHistory(days: 60, available: 9)) { try Backtest(events, settings: BacktestSettings(days: 60)) }
        let none = BacktestEvents(wallSeconds: [], columns: [], rows: [], categories: [], categoryNames: [])
        #expect(throws: BacktestError.noHistory(days: 1, available: 0)) { try Backtest(none, settings: BacktestSettings(days: 1)) }
    }

    @Test("are forecast from a single day with a single incident")
    func leastHistory() throws {
        let events = BacktestEvents(
            wallSeconds: [0, Self.day], columns: [3, 4], rows: [5, 5], categories: [0, 0], categoryNames: ["only"])
        let window = try #require(try run(events, BacktestSettings(days: 1)).windows.first)
        #expect(window.cells.count == 9)
        #expect(window.expected.allSatisfy { $0 > 0 && $0.isFinite })
    }

    @Test("survive a stray coordinate at the other end of the world")
    func stray() throws {
        var events = SmallCity.events(days: 30)
        events.columns[5] = 40_000_000
        events.rows[6] = -1_000_000
        let result = try run(events, BacktestSettings(days: 2))
        #expect(result.offGrid >= 2)
        #expect(result.windows.allSatisfy { !$0.expected.isEmpty })
    }
}
