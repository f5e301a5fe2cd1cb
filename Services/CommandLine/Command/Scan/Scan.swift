import ArgumentParser
import Correlation
import EventFiles

/// `quietude scan`: space-time clusters at the end of a file of events.
struct Scan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: say("Finds clusters of events in space and time.", "Trouve les grappes d'événements dans l'espace et le temps."),
        discussion: say(
            """
            Prospective space-time permutation scan (Kulldorff et al. 2005): which circle of cells had more events in the last days than its own past and the city's last days explain. Writes JSON, the most likely first, no two with a cell in common: x, y (column and row of the centre's cell), radius_m, start, end (first and last day, both included), observed, expected, llr, p_value (rank among permutations), p_gumbel (finer, from the distribution fitted to them) and cells (with events, in the circle).
            The day given by --end is the last one, itself included; the history is the days up to it. Nothing found is [] and is said on standard error.
            """,
            """
            Balayage prospectif spatio-temporel par permutation (Kulldorff et al. 2005) : quel cercle de mailles a connu, les derniers jours, plus d'événements que ne l'expliquent son passé et les derniers jours de la ville. Écrit du JSON, le plus vraisemblable d'abord, sans maille commune : x, y (colonne et ligne de la maille du centre), radius_m, start, end (premier et dernier jour, compris), observed, expected, llr, p_value (rang parmi les permutations), p_gumbel (plus fin, d'après la loi ajustée) et cells (mailles à événements du cercle).
            Le jour de --end est le dernier, compris ; l'historique est formé des jours jusque-là. Rien de trouvé s'écrit [] et se dit sur l'erreur standard.
            """))

    @OptionGroup var placed: PlacedEventsOptions

    @Option(help: ArgumentHelp(say("Width of a cell, metres.", "Largeur d'une maille, mètres."), valueName: "m"))
    var cell: Double = 250

    @Option(
        help: ArgumentHelp(
            say("Last day, included; the file's last if not given.", "Dernier jour, compris ; le dernier du fichier à défaut."),
            valueName: "date"))
    var end: CalendarDay?

    @Option(help: ArgumentHelp(say("Days looked at.", "Jours considérés."), valueName: "60d"))
    var history = DaySpan(60)

    @Option(help: ArgumentHelp(say("Days of the longest window.", "Jours de la plus longue fenêtre."), valueName: "7d"))
    var maxWindow = DaySpan(7)

    @Option(help: ArgumentHelp(say("Radius of the widest circle, metres.", "Rayon du plus grand cercle, mètres."), valueName: "m"))
    var maxRadius: Double = 2_000

    @Option(
        help: ArgumentHelp(
            say("Share of all events that a circle may hold.", "Part des événements qu'un cercle peut contenir."), valueName: "0...1"))
    var maxShare: Double = 1

    @OptionGroup var permutations: PermutationOptions

    @Option(
        help: ArgumentHelp(
            say(
                "Stops once so many permutations reached the first cluster's ratio; never if not given.",
                "S'arrête quand autant de permutations atteignent le rapport du premier ; jamais à défaut."), valueName: "n"))
    var stopAfter: Int?

    @Option(help: ArgumentHelp(say("Clusters written at most.", "Grappes écrites au plus."), valueName: "n"))
    var maxClusters: Int = 100

    @Option(help: ArgumentHelp(say("Where to write; - is standard output.", "Où écrire ; - est la sortie standard."), valueName: "file"))
    var out: String = "-"

    func validate() throws {
        do { try settings.validate() } catch { throw ValidationError(ScanSpeech.sentence(error)) }
    }

    func run() async throws {
        let events = try placed.read()
        guard let span = events.span else { throw Failure("there are no events", "il n'y a pas d'événements") }
        let last = end ?? span.last
        let cells = try events.table.cells(centredOn: placed.centre.lat0, lon0: placed.centre.lon0, size: cell)
        var cases = ScanCases()
        var lost = 0
        let first = last.number - Int32(clamping: history.days)
        for index in events.indices {
            let day = CalendarDay(wallSeconds: events.table.wallSeconds[index]).number
            guard day > first, day <= last.number else { continue }
            guard cells.columns[index] != .max, cells.rows[index] != .max else {
                lost += 1
                continue
            }
            cases.append(column: cells.columns[index], row: cells.rows[index], day: day)
        }
        noteOffPlane(lost)
        let result: ScanResult
        do {
            result = try await SpaceTimeScan(cases, lastDay: last.number, settings: settings).run(width: permutations.threads)
        } catch let error as ScanError {
            throw Failure(ScanSpeech.sentence(error), ScanSpeech.sentence(error))
        }
        try ClusterFile.write(result.clusters, to: out)
        Output.note(ScanSpeech.summary(result, first: CalendarDay(first + 1), last: last, data: span))
    }

    private var settings: ScanSettings {
        ScanSettings(
            cellSize: cell, maximumRadius: maxRadius, maximumShare: maxShare, historyDays: history.days, maximumWindow: maxWindow.days,
            replications: permutations.replications, seed: permutations.seed, maximumClusters: maxClusters, stopAfter: stopAfter)
    }
}
