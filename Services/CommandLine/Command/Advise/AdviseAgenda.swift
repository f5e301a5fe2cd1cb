import Advice
import ArgumentParser
import Domain
import EventFiles

/// `quietude advise agenda`: what does not fit together in an agenda.
struct AdviseAgenda: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agenda",
        abstract: say(
            "What does not fit together: same place and time, blocked access, missing measures.",
            "Ce qui ne va pas ensemble : même lieu et heure, accès bloqué, mesure absente."))

    @Option(help: ArgumentHelp(say("The agenda.", "L'agenda."), valueName: say("file", "fichier")))
    var agenda: String

    @OptionGroup var centre: GridCentreOptions

    @Option(help: ArgumentHelp(say("Width of a cell, metres.", "Largeur d'une case, mètres."), valueName: "m"))
    var cell: Double = 200

    @Option(
        help: ArgumentHelp(say("Only events from here on.", "Seulement les événements à partir de là."), valueName: say("time", "heure")))
    var at: String?

    @Flag(help: ArgumentHelp(say("JSON in place of text.", "JSON au lieu du texte.")))
    var json = false

    func validate() throws {
        guard cell.isFinite, cell >= 1, at.map({ WallTime.seconds($0) != nil }) ?? true else {
            throw ValidationError(
                say("--cell from 1 m; --at as 2026-07-14T20:00", "--cell dès 1 m ; --at comme 2026-07-14T20:00"))
        }
    }

    func run() async throws {
        let grid = centre.grid(cell: cell)
        let from = at.flatMap(WallTime.seconds) ?? .min
        let events = try AgendaFile.read(agenda, grid: grid).filter { $0.end >= from }
        let findings = AgendaReview(grid: grid).findings(in: events)
        if json {
            Output.line(JSON.object([("events", .whole(events.count)), ("findings", .array(findings.map(AdviceSpeech.json)))]).text)
            return
        }
        for finding in findings { Output.line(AdviceSpeech.line(finding)) }
        Output.line(
            say("\(findings.count) findings in \(events.count) events", "\(findings.count) constats sur \(events.count) événements"))
    }
}
