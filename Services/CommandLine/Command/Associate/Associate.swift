import ArgumentParser
import Correlation
import EventFiles
import Foundation

/// `quietude associate`: which reading or category leads which, where, by how long and by how much.
struct Associate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: say("Finds which reading or category leads which.", "Trouve quelle mesure ou catégorie en précède une autre."),
        discussion: say(
            """
            Events: CSV (plain or .gz) with time, lat, lon, category; local wall clock. Readings: CSV with time, kind, value and, if any, lat, \
            lon, source; hours are averaged over the territory; a kind written in less than half of the hours between its first and last row \
            (a match, a demonstration) counts as 0 where nothing is written. Where times are all at noon or midnight only the day is known, and \
            lags are days. Out: JSON, the surest first: leader, follower, lag_hours, rate_ratio for one step more of the leader (one incident, \
            one standard deviation, or from one to the other of two values), low and high (95 %), p_value, q_value (false-discovery rate over \
            all pairs and lags), where, step, sentence_fr, sentence_en.
            """,
            """
            Événements : CSV (simple ou .gz) avec time, lat, lon, category ; heure locale. Mesures : CSV avec time, kind, value et, s'il y en a, \
            lat, lon, source ; les heures sont moyennées sur le territoire ; ce qui est écrit dans moins de la moitié des heures entre sa \
            première et sa dernière ligne (un match, une manifestation) vaut 0 où rien n'est écrit. Si les heures sont toutes midi ou minuit, \
            seul le jour est connu et les délais sont en jours. Sortie : JSON, le plus sûr d'abord : leader, follower, lag_hours, rate_ratio \
            pour un pas de plus du premier (un fait, un écart type, ou de l'une à l'autre de deux valeurs), low et high (95 %), p_value, \
            q_value (taux de fausses découvertes sur toutes les paires et délais), where, step, sentence_fr, sentence_en.
            """))

    @Option(help: ArgumentHelp(say("Events, CSV.", "Événements, CSV."), valueName: say("file", "fichier")))
    var events: String

    @Option(help: ArgumentHelp(say("Readings, CSV.", "Mesures, CSV."), valueName: say("file", "fichier")))
    var readings: String?

    @Option(
        help: ArgumentHelp(
            say("Where to write the JSON; - for the screen.", "Où écrire le JSON ; - pour l'écran."), valueName: say("file", "fichier")))
    var out: String

    @Option(help: ArgumentHelp(say("False-discovery rate.", "Taux de fausses découvertes."), valueName: "q"))
    var fdr: Double = 0.05

    @Option(help: ArgumentHelp(say("Longest lag, hours.", "Délai le plus long, heures."), valueName: "h"))
    var maxLag: Int = 72

    @Option(
        help: ArgumentHelp(
            say("Metres that count as nearby; 0: the territory only.", "Mètres qui comptent comme proches ; 0 : le territoire seul."),
            valueName: "m"))
    var near: Double = 500

    func validate() throws {
        guard fdr > 0, fdr < 1 else { throw ValidationError(say("--fdr must be between 0 and 1", "--fdr doit être entre 0 et 1")) }
        guard (1...336).contains(maxLag) else {
            throw ValidationError(say("--max-lag must be from 1 to 336", "--max-lag doit être entre 1 et 336"))
        }
        guard near >= 0, near <= 20_000 else {
            throw ValidationError(say("--near must be from 0 to 20000", "--near doit être entre 0 et 20000"))
        }
    }

    func run() throws {
        let table = try EventFile.read(events)
        let measured = try readings.map { try ReadingFile.read($0) }
        table.unreadRows(of: events).tell()
        if let readings { measured?.unreadRows(of: readings).tell() }
        let usual = AssociationSettings()
        let finder = AssociationFinder(
            AssociationSettings(
                discoveryRate: fdr, lagHours: (usual.lagHours + [96, 120, 144, 168]).filter { $0 <= maxLag },
                lagDays: Array(0...max(1, min(14, max(7, maxLag / 24)))), radius: near))
        let (found, tests) = finder.find(in: try AssociationStage.data(table, measured))
        var file = try OutputFile(out)
        try file.write("[")
        for (index, association) in found.enumerated() {
            try file.write((index == 0 ? "\n" : ",\n") + AssociationStage.json(association).text)
        }
        try file.write(found.isEmpty ? "]\n" : "\n]\n")
        try file.close()
        Output.note(
            say(
                "\(found.count) associations, of \(Numbers.grouped(tests)) pairs and lags tested",
                "\(found.count) associations, sur \(Numbers.grouped(tests)) paires et délais essayés"))
    }
}
