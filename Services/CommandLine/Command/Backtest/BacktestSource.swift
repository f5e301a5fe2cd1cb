import ArgumentParser
import EventFiles
import Forecasting

/// Where a backtest's events come from, and the grid they are put on.
struct BacktestSource: ParsableArguments {
    @Option(
        help: ArgumentHelp(say("CSV of events: time, lat, lon, category.", "CSV des faits : time, lat, lon, category."), valueName: "file"))
    var events: String

    @OptionGroup var centre: GridCentreOptions

    @Option(help: ArgumentHelp(say("Width of a cell, metres.", "Largeur d'une maille, mètres."), valueName: "m"))
    var cell: Double = 250

    @Option(
        help: ArgumentHelp(
            say(
                "Forecasts this category alone; the others serve as features.",
                "Prévoit cette seule catégorie ; les autres servent d'indices."),
            valueName: "name"))
    var category: String?

    @Option(
        help: ArgumentHelp(
            say(
                "Weight of events that officers found by being there (column discovered): patrols must not breed forecasts.",
                "Poids des faits constatés sur place par les agents (colonne discovered) : les patrouilles ne doivent pas nourrir les prévisions."
            ),
            valueName: "w"))
    var discoveredWeight: Double = Double(PlacedEvent.discoveredWeight)

    /// Reads the file and says what was refused; the number of the category that is asked for, nil for all.
    func read() throws -> (events: BacktestEvents, target: UInt16?) {
        guard (0...1).contains(discoveredWeight) else {
            throw Failure("--discovered-weight must be from 0 to 1", "--discovered-weight doit être entre 0 et 1")
        }
        let table = try EventFile.read(events)
        table.unreadRows(of: events).tell()
        var target: UInt16?
        if let category {
            guard let place = table.categoryNames.firstIndex(of: category) else {
                let known = table.categoryNames.prefix(40).joined(separator: ", ")
                throw Failure(
                    "no event of category \"\(category)\" in \(events); it has: \(known)",
                    "aucun fait de catégorie « \(category) » dans \(events) ; il y a : \(known)")
            }
            target = UInt16(place)
        }
        let cells = try table.cells(centredOn: centre.lat0, lon0: centre.lon0, size: cell)
        let events = BacktestEvents(
            wallSeconds: table.wallSeconds, columns: cells.columns, rows: cells.rows, categories: table.categories,
            categoryNames: table.categoryNames,
            weights: table.discovered.contains(true) ? table.discovered.map { $0 ? Float(discoveredWeight) : 1 } : [])
        return (events, target)
    }
}
