import Testing

@testable import Forecasting

@Suite("A backtest")
struct BacktestTests {
    private func windows(_ events: BacktestEvents, _ settings: BacktestSettings) throws -> [WindowForecast] {
        var settings = settings
        settings.keepsWindows = true
        return try Backtest(events, settings: settings).run { _ in }.windows
    }

    @Test("forecasts a window from what came before its start alone", arguments: [24, 6, 48])
    func noLeakage(hours: Int) throws {
        let events = SmallCity.events()
        let settings = BacktestSettings(days: 6, windowHours: hours, refitDays: 2)
        let truth = try windows(events, settings)
        for seen in [0, truth.count / 2] {
            let start = truth[seen].start
            // Whatever happens from the window's start on: other places, other categories, other numbers.
            var changed = BacktestEvents(
                wallSeconds: [], columns: [], rows: [], categories: [], categoryNames: events.categoryNames)
            for place in 0..<events.count {
                let isLater = events.wallSeconds[place] >= start
                for _ in 0..<(isLater ? 1 + place % 3 : 1) {
                    changed.wallSeconds.append(events.wallSeconds[place])
                    changed.columns.append(isLater ? 40 - 3 * events.columns[place] : events.columns[place])
                    changed.rows.append(isLater ? events.rows[place] / 2 : events.rows[place])
                    changed.categories.append(isLater ? 1 - events.categories[place] : events.categories[place])
                }
            }
            let other = try windows(changed, settings)
            for place in 0...seen {
                #expect(other[place].cells == truth[place].cells)
                #expect(other[place].expected == truth[place].expected)
            }
        }
    }

    @Test("gives the same bytes twice")
    func deterministic() throws {
        let events = SmallCity.events()
        let settings = BacktestSettings(days: 4, refitDays: 2, target: 0, seed: 9)
        #expect(try windows(events, settings).map(\.expected) == windows(events, settings).map(\.expected))
    }

    @Test("depends on the order of the file by rounding alone")
    func anyOrder() throws {
        let events = SmallCity.events()
        var turned = events
        turned.wallSeconds.reverse()
        turned.columns.reverse()
        turned.rows.reverse()
        turned.categories.reverse()
        let settings = BacktestSettings(days: 3)
        for (one, other) in zip(try windows(events, settings), try windows(turned, settings)) {
            #expect(one.cells == other.cells)
            #expect(zip(one.expected, other.expected).allSatisfy { abs($0 - $1) <= 0.02 * max($0, 1e-3) })
        }
    }

    @Test("of a city moved by one cell is the forecast moved by one cell")
    func translation() throws {
        let events = SmallCity.events()
        var moved = events
        moved.columns = moved.columns.map { $0 + 1 }
        let settings = BacktestSettings(days: 3, keepsWindows: true)
        let here = try Backtest(events, settings: settings).run { _ in }
        let there = try Backtest(moved, settings: settings).run { _ in }
        for (one, other) in zip(here.windows, there.windows) {
            #expect(one.expected == other.expected)
            for (from, to) in zip(one.cells, other.cells) {
                let cell = here.grid.cell(at: Int(from))
                #expect(there.grid.cell(at: Int(to)).column == cell.column + 1)
                #expect(there.grid.cell(at: Int(to)).row == cell.row)
            }
        }
    }

    @Test("of a city that is the same everywhere is nearly flat")
    func homogeneous() throws {
        let events = SmallCity.events(side: 12, days: 150, perDay: 60, categories: 1, offspring: 0, contrast: 0, seed: 4)
        let window = try #require(try windows(events, BacktestSettings(days: 1)).last)
        // The rim of the area, which lies outside the city, is known to be quieter.
        let grid = try Backtest(events, settings: BacktestSettings(days: 1)).grid
        let inner = zip(window.cells, window.expected).filter {
            let cell = grid.cell(at: Int($0.0))
            return (0..<12).contains(cell.column) && (0..<12).contains(cell.row)
        }.map { Double($0.1) }
        let mean = inner.reduce(0, +) / Double(inner.count)
        let spread = (inner.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(inner.count)).squareRoot()
        // By chance alone the counts, some 60 a cell, vary by 13 %.
        #expect(spread / mean < 0.08)
        #expect(inner.allSatisfy { $0 < 1.25 * mean && $0 > 0.8 * mean })
    }

    @Test("finds a lasting hotspot", arguments: [nil, 0] as [UInt16?])
    func hotspot(target: UInt16?) throws {
        let window = try #require(try windows(SmallCity.events(contrast: 2), BacktestSettings(days: 8, target: target)).first)
        let best = window.expected.indices.sorted { window.expected[$0] > window.expected[$1] }.prefix(20)
        #expect(best.reduce(0) { $0 + window.expected[$1] } > 0.4 * window.expected.reduce(0, +))
    }

    @Test("expects in all about what comes")
    func ratio() throws {
        let result = try Backtest(SmallCity.events(), settings: BacktestSettings(days: 20)).run { _ in }
        #expect(abs(result.expected / Double(result.observed) - 1) < 0.1)
    }

    @Test("never loses likelihood within a fit")
    func fits() throws {
        let result = try Backtest(SmallCity.events(), settings: BacktestSettings(days: 10, refitDays: 3)).run { _ in }
        #expect(result.fits.count == 4)
        for fit in result.fits {
            for (earlier, later) in zip(fit, fit.dropFirst()) { #expect(later >= earlier - 1e-6 * abs(earlier)) }
        }
    }

    @Test("explains the last window by components that sum to it")
    func explanation() throws {
        let result = try Backtest(SmallCity.events(), settings: BacktestSettings(days: 2, keepsWindows: true)).run { _ in }
        let last = try #require(result.windows.last)
        for cell in last.cells.indices {
            let sum = result.lastExplanation.reduce(0) { $0 + $1[cell] }
            #expect(abs(sum - last.expected[cell]) < 1e-4 * max(last.expected[cell], 1e-4))
        }
        #expect(abs(result.componentShares.reduce(0, +) - 1) < 1e-6)
    }

    @Test("can be seen window by window without being kept")
    func streams() throws {
        var seen = 0
        let result = try Backtest(SmallCity.events(), settings: BacktestSettings(days: 2, windowHours: 12)).run { _ in seen += 1 }
        #expect(seen == 4)
        #expect(result.windows.isEmpty)
    }
}
