import ArgumentParser
import EventFiles
import Forecasting

/// What a person wants to see of a backtest beside its numbers.
struct ReportOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            say(
                "Writes a page to look at: map, curves, reliability, reasons.",
                "Écrit une page à regarder : carte, courbes, fiabilité, raisons."),
            valueName: "file"))
    var report: String?

    @Option(
        help: ArgumentHelp(
            say(
                "GeoJSON of zones: are rich and poor treated alike?",
                "GeoJSON de zones : riches et pauvres sont-ils traités de même ?"),
            valueName: "file"))
    var zones: String?

    @Option(
        help: ArgumentHelp(
            say("Number of each zone that they are ranked by: mean_wage.", "Nombre de chaque zone qui les range : mean_wage."),
            valueName: "name"))
    var zoneAttribute: String?

    func validate() throws {
        guard (zones == nil) == (zoneAttribute == nil) else {
            throw ValidationError(
                say("--zones and --zone-attribute go together", "--zones et --zone-attribute vont ensemble"))
        }
    }

    /// What gathers it while windows pass.
    func collector(grid: StudyGrid, source: BacktestSource) throws -> ReportCollector {
        var equity: EquityTally?
        if let zones, let zoneAttribute {
            let file = try ZoneFile(zones, attribute: zoneAttribute)
            equity = try ReportCollector.tally(of: file, grid: grid, source: source)
        }
        return ReportCollector(wantsPage: report != nil, equity: equity, attribute: zoneAttribute ?? "")
    }
}
