import ArgumentParser
import Domain
import EventFiles
import Forecasting
import Foundation

/// `quietude bench forecast`: the forecast's speed and memory, one thread.
struct BenchForecast: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forecast", abstract: say("Fits and forecasts a city.", "Ajuste et prévoit une ville."))

    @Option(help: ArgumentHelp(say("Runs; the median is told.", "Mesures ; la médiane est donnée."), valueName: "n"))
    var runs: Int = 5

    @Option(
        help: ArgumentHelp(
            say(
                "Events to backtest; a made-up city of the size of Houston without.",
                "Faits à rejouer ; sinon une ville inventée de la taille de Houston."),
            valueName: "file"))
    var events: String?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(say("Latitude of the grid's centre.", "Latitude du centre de la grille."), valueName: "deg"))
    var lat0: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(say("Longitude of the grid's centre.", "Longitude du centre de la grille."), valueName: "deg"))
    var lon0: Double?

    @Option(help: ArgumentHelp(say("Days that are forecast.", "Jours prévus."), valueName: "n"))
    var days: Int = 60

    @Option(
        help: ArgumentHelp(
            say("Incidents of the long history; 0 leaves it out.", "Faits de la longue histoire ; 0 : sans."), valueName: "n"))
    var long: Int = 10_000_000

    func validate() throws {
        guard (1...100).contains(runs), days >= 1, long >= 0 else {
            throw ValidationError(say("--runs 1 to 100, --days from 1, --long from 0", "--runs de 1 à 100, --days dès 1, --long dès 0"))
        }
        guard (events == nil) == (lat0 == nil), (lat0 == nil) == (lon0 == nil) else {
            throw ValidationError(say("--events goes with --lat0 and --lon0", "--events va avec --lat0 et --lon0"))
        }
    }

    func run() async throws {
        let city = try load()
        var seconds: [Double] = []
        var windows = 0
        var cells = 0
        for _ in 0..<runs {
            let (time, result) = try timed(city, settings: BacktestSettings(days: days))
            seconds.append(time)
            windows = result.count
            cells = result.lastExplanation.first?.count ?? 0
        }
        let small = peakMemory
        let live = try LiveForecast.measure(runs: runs)
        let longer = long > 0 ? try longHistory() : JSON.null
        Output.line(
            JSON.object([
                ("bench", "forecast"), ("events", .whole(city.count)), ("windows", .whole(windows)), ("cells", .whole(cells)),
                ("backtest_seconds", Spread(seconds).json), ("backtest_peak_megabytes", .number(small)),
                ("absorb_ns_per_incident", Spread(live.absorb).json), ("day_ms_2000_incidents_20_categories", Spread(live.day).json),
                ("issue_ms_7_days_20_categories_40000_cells", Spread(live.issue).json), ("encode_ms", Spread(live.encode).json),
                ("issue_forecasts", .whole(live.forecasts)), ("issue_cells", .whole(live.cells)),
                ("issue_megabytes", .number(live.megabytes)), ("issue_largest_error", .number(live.error)),
                ("snapshot_megabytes", .number(live.snapshotMegabytes)), ("live_peak_megabytes", .number(live.peak)),
                ("long_history", longer),
                (
                    "goals",
                    .object([
                        ("backtest_seconds", .number(0.6)), ("absorb_ns_per_incident", 1_000), ("issue_ms", 250), ("issue_megabytes", 20),
                        ("live_megabytes", 300), ("long_history_seconds", 30),
                    ])
                ),
            ]).text)
    }

    private func load() throws -> BacktestEvents {
        guard let events, let lat0, let lon0 else {
            return SyntheticCity(side: 147, days: 243, perDay: 352).events(seed: 1)
        }
        let table = try EventFile.read(events)
        let cells = try table.cells(centredOn: lat0, lon0: lon0, size: 250)
        return BacktestEvents(
            wallSeconds: table.wallSeconds, columns: cells.columns, rows: cells.rows, categories: table.categories,
            categoryNames: table.categoryNames)
    }

    private func timed(_ city: BacktestEvents, settings: BacktestSettings) throws -> (seconds: Double, result: BacktestResult) {
        let clock = ContinuousClock()
        let start = clock.now
        let result: BacktestResult
        do throws(BacktestError) {
            result = try Forecasting.Backtest(city, settings: settings).run { _ in }
        } catch {
            throw error.failure
        }
        return ((clock.now - start).inSeconds, result)
    }

    private func longHistory() throws -> JSON {
        let city = SyntheticCity(side: 200, days: 3_650, perDay: Double(long) / 3_650, contrast: 1).events(seed: 3)
        let (time, result) = try timed(city, settings: BacktestSettings(days: 60))
        return .object([
            ("events", .whole(city.count)), ("days", 3_650), ("windows", .whole(result.count)), ("seconds", .number(time)),
            ("peak_megabytes", .number(peakMemory)),
        ])
    }

    private var peakMemory: Double { BenchForecast.peakMemory }

    /// Most memory that this process ever had, MiB.
    static var peakMemory: Double {
        let status = FileManager.default.contents(atPath: "/proc/self/status").map { String(decoding: $0, as: UTF8.self) } ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        return (line?.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0) / 1_024
    }
}
