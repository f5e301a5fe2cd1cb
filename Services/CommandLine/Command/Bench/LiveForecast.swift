import Domain
import Forecasting
import Schema

/// The machine that the service runs, over a city of 20 categories and 40,000 cells: what an incident costs, a day, and an issue of seven days.
struct LiveForecast {
    /// Nanoseconds an incident, from the feed into all models' counts.
    var absorb: [Double] = []
    /// Milliseconds that a full day of 2,000 incidents takes in all, issues left out: counting, calibration, training rows, fits.
    var day: [Double] = []
    /// Milliseconds to issue every window of the next seven days, and to encode them.
    var issue: [Double] = []
    var encode: [Double] = []
    /// Of one issue.
    var forecasts = 0
    var cells = 0
    var megabytes = 0.0
    /// Largest relative error of a cell's expectation on the wire, of those above a millionth of the largest.
    var error = 0.0
    var snapshotMegabytes = 0.0
    /// Most memory until then, MiB; the snapshot's own bytes come on top while one is taken.
    var peak = 0.0

    private static let side = 198
    private static let perDay = 2_000
    /// A multiple of 41 days since 1970: the first days are absorbed without an issue each.
    fileprivate static let firstDay = 41 * 357
    private static let day: Int64 = 86_400

    /// Runs it.
    static func measure(runs: Int) throws -> LiveForecast {
        var live = LiveForecast()
        let clock = ContinuousClock()
        var city = SyntheticCity(side: side, days: 48, perDay: Double(perDay), categories: 20, contrast: 0.5)
        city.firstDay = firstDay
        let days = incidents(city.events(seed: 2), days: 48)
        var machine = ForecastingMachine(settings: ForecastingSettings(windows: 7), offset: { (_: Int64) in 0 })
        machine.register(register(interval: 41 * UInt32(day)))
        for incident in days[..<41].joined() { machine.absorb(incident) }
        machine.advance(to: mark(41, 0)) { _ in }
        machine.register(register(interval: 3_600))
        for run in 0..<runs {
            let started = clock.now
            machine.advance(to: mark(41, 2 * run + 2)) { _ in }
            live.issue.append((clock.now - started).inSeconds * 1_000)
            (live.forecasts, live.cells, live.megabytes) = (0, 0, 0)
            try live.weigh(&machine, to: mark(41, 2 * run + 3))
        }
        live.peak = BenchForecast.peakMemory
        live.snapshotMegabytes = Double(machine.snapshot().count) / 1e6
        live.day = weeks(days, runs: runs, rows: 6_000).map { $0.whole * 1_000 }
        // With hardly any training rows what is left is counting.
        live.absorb = weeks(days, runs: runs, rows: 100).map { $0.marginal * 1e9 }
        return live
    }

    /// Seconds that a full day takes, and those that each further incident adds, from the feed into all models' counts.
    private static func weeks(_ days: [[Incident]], runs: Int, rows: Int) -> [(whole: Double, marginal: Double)] {
        let clock = ContinuousClock()
        var machine = ForecastingMachine(settings: ForecastingSettings(explained: 0, rows: rows), offset: { (_: Int64) in 0 })
        machine.register(register(interval: 41 * UInt32(day)))
        for incident in days[..<41].joined() { machine.absorb(incident) }
        machine.advance(to: mark(41, 0)) { _ in }
        var today = 41
        /// From a day's first incident to its end, less an issue like that at its end.
        func pass(_ incidents: [Incident]) -> Double {
            machine.register(register(interval: UInt32(day)))
            let started = clock.now
            for incident in incidents { machine.absorb(incident) }
            machine.advance(to: mark(today + 1, 0)) { _ in }
            today += 1
            machine.register(register(interval: 3_600))
            let issued = clock.now
            machine.advance(to: mark(today, 1)) { _ in }
            return (issued - started).inSeconds - (clock.now - issued).inSeconds
        }
        let busy = Array(days[..<10].joined())
        return (0..<runs).map { run in
            let whole = pass(days[41 + run % 7].shifted(to: today))
            let few = days[41].firstOfEach()
            // Ten days' incidents in one, beside one of each category.
            let (many, one) = (pass(busy.shifted(to: today)), pass(few.shifted(to: today)))
            return (max(0, whole), max(0, many - one) / Double(busy.count - few.count))
        }
    }

    /// An issue as the service makes it: each forecast is encoded and let go.
    private mutating func weigh(_ machine: inout ForecastingMachine, to mark: Watermark) throws {
        let clock = ContinuousClock()
        var seconds = 0.0
        var failure: (any Error)?
        machine.advance(to: mark) { forecast in
            let started = clock.now
            let bytes = forecast.encoded()
            seconds += (clock.now - started).inSeconds
            forecasts += 1
            cells += forecast.cells.count
            megabytes += Double(bytes.count) / 1e6
            do { error = max(error, try LiveForecast.error(of: bytes, against: forecast)) } catch { failure = error }
        }
        if let failure { throw failure }
        encode.append(seconds * 1_000)
    }

    private static func error(of bytes: [UInt8], against forecast: Forecast) throws -> Double {
        let largest = forecast.cells.reduce(0) { max($0, $1.expected) }
        var error = 0.0
        for (exact, read) in zip(forecast.cells, try Forecast(decoding: bytes).cells) where exact.expected > 1e-6 * largest {
            error = max(error, abs(read.expected / exact.expected - 1))
        }
        return error
    }

    private static func incidents(_ events: BacktestEvents, days: Int) -> [[Incident]] {
        let kinds = Category.allCases.filter { $0.use == .forecast }.prefix(20)
        var incidents = [[Incident]](repeating: [], count: days)
        for place in 0..<events.count {
            let second = events.wallSeconds[place]
            incidents[Int(second / day) - firstDay].append(
                Incident(
                    kind: .policeLog, category: kinds[Int(events.categories[place])],
                    cell: Cell(column: events.columns[place], row: events.rows[place]),
                    slot: TimeSlot(containing: Instant(seconds: second), length: 900)))
        }
        return incidents
    }

    private static func mark(_ days: Int, _ hours: Int) -> Watermark {
        Watermark(time: Instant(seconds: Int64(firstDay + days) * day + Int64(hours) * 3_600), sources: [])
    }

    private static func register(interval: UInt32) -> Register {
        Register(
            version: "1",
            territory: TerritoryEntry(
                identifier: "bench", name: "Bench", timeZone: "UTC", live: false, grid: Grid(plane: .european, cellSize: 200),
                bounds: Bounds(south: 43, west: 5, north: 43.5, east: 5.7), forecastInterval: interval),
            sources: [])
    }
}

extension [Incident] {
    /// One of each category.
    fileprivate func firstOfEach() -> [Incident] {
        var seen: Set<Category> = []
        return filter { seen.insert($0.category).inserted }
    }

    /// The same on a day of `LiveForecast`.
    fileprivate func shifted(to day: Int) -> [Incident] {
        map {
            var incident = $0
            let second = $0.slot.start % 86_400
            incident.slot = TimeSlot(start: Int64(LiveForecast.firstDay + day) * 86_400 + second, length: $0.slot.length)
            return incident
        }
    }
}
