import ArgumentParser
import EventFiles
import Forecasting

/// Where a backtest's events come from, and the grid they are put on.
struct BacktestSource: ParsableArguments {
    @Option(
        help: ArgumentHelp(say("CSV of events: time, lat, lon, category.", "CSV des faits : time, lat, lon, category."), valueName: "file"))
    var events: String

    // Unconditional: a southern latitude, a western longitude begin with a dash.
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(say("Latitude of the grid's centre.", "Latitude du centre de la grille."), valueName: "deg"))
    var lat0: Double

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(say("Longitude of the grid's centre.", "Longitude du centre de la grille."), valueName: "deg"))
    var lon0: Double

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
        if table.refused > 0 {
            Output.note(
                say(
                    "\(Numbers.grouped(table.refused)) rows of \(events) were refused:",
                    "\(Numbers.grouped(table.refused)) lignes de \(events) refusées :"))
            for problem in table.problems { Output.note("  \(events):\(problem.line): \(problem.field): \(problem.reason)") }
        }
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
        let cells = try table.cells(centredOn: lat0, lon0: lon0, size: cell)
        let events = BacktestEvents(
            wallSeconds: table.wallSeconds, columns: cells.columns, rows: cells.rows, categories: table.categories,
            categoryNames: table.categoryNames,
            weights: table.discovered.contains(true) ? table.discovered.map { $0 ? Float(discoveredWeight) : 1 } : [])
        return (events, target)
    }
}
