import ArgumentParser
import EventFiles
import Forecasting

/// `quietude backtest`: forecasts the last days of a file of events, each window from what came before it alone.
struct Backtest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: say(
            "Forecasts the last days of a file of events, window by window.",
            "Prévoit les derniers jours d'un fichier de faits, fenêtre par fenêtre."),
        discussion: say(
            "EVENTS has columns time (local wall clock), lat, lon, category. Each window is forecast from the events before its start; the model is fitted, and everything about it chosen, inside.",
            "EVENTS a les colonnes time (heure locale), lat, lon, category. Chaque fenêtre est prévue d'après les faits qui la précèdent ; le modèle est ajusté, et tous ses réglages choisis, à l'intérieur."
        ))

    @OptionGroup var source: BacktestSource

    @Option(
        help: ArgumentHelp(say("Days that are forecast, up to the last event.", "Jours prévus, jusqu'au dernier fait."), valueName: "n"))
    var days: Int

    @Option(help: ArgumentHelp(say("Length of a window: 6h, 24h, 7d.", "Durée d'une fenêtre : 6h, 24h, 7d."), valueName: "d"))
    var window: Span = Span(hours: 24)

    @Option(help: ArgumentHelp(say("Time between two fits: 7d.", "Temps entre deux ajustements : 7d."), valueName: "d"))
    var refit: Span = Span(hours: 168)

    @Option(
        help: ArgumentHelp(
            say("Where the forecast goes: .csv, .csv.gz, - for standard output.", "Où va la prévision : .csv, .csv.gz, - pour la sortie."),
            valueName: "file"))
    var out: String

    @Option(help: ArgumentHelp(say("Seed of what is drawn.", "Graine des tirages."), valueName: "n"))
    var seed: UInt64 = 0

    @OptionGroup var reporting: ReportOptions

    func run() async throws {
        let (events, target) = try source.read()
        var forecasts = try ForecastFile(out)
        let backtest = try prepare(
            events,
            settings: BacktestSettings(
                days: days, windowHours: window.hours, refitDays: max(1, refit.hours / 24), target: target, seed: seed))
        var collector = try reporting.collector(grid: backtest.grid, source: source)
        var progress = ProgressLine()
        var failure: (any Error)?
        let result = backtest.run { window in
            progress.show(part: nil, say("forecasting ", "prévision ") + WallTime.text(window.start))
            collector.add(window)
            if failure == nil {
                do { try forecasts.write(window, on: backtest.grid) } catch { failure = error }
            }
        }
        progress.clear()
        if let failure { throw failure }
        try forecasts.close()
        Output.note(BacktestSummary(result).text)
        for warning in try collector.finish(result, options: reporting, source: source) { Output.note(warning) }
    }

    private func prepare(_ events: BacktestEvents, settings: BacktestSettings) throws -> Forecasting.Backtest {
        do throws(BacktestError) {
            return try Forecasting.Backtest(events, settings: settings)
        } catch {
            throw error.failure
        }
    }
}
