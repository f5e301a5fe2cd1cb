import ArgumentParser
import EventFiles

/// `quietude detect`: what is unusual in a series of counts.
struct Detect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: say("Finds what is unusual in a series of counts.", "Trouve l'inhabituel dans une série de comptages."),
        discussion: say(
            """
            In: t,observed (weekly or daily counts; t a number or a date; an empty or NA count is unknown, not zero). Out: t,upper,alarm; a count above \
            upper is an alarm; upper is empty where it cannot be computed. Without --from every point of the series has its line.

            farrington: Noufaily et al. 2013, as R's farringtonFlexible (nbPlugin, trend, reweighting at 2.58, at least 5 cases in the last 4 points); \
            needs b x frequency + w points before. ears-c1, -c2, -c3: as R's earsC; they need 7, 9 and 11. stream: Poisson-gamma with forgetting, for live \
            use; judges from the ninth point on, or after one cycle.
            """,
            """
            Entrée : t,observed (comptages par semaine ou par jour ; t nombre ou date ; un comptage vide ou NA est inconnu, pas nul). Sortie : \
            t,upper,alarm ; un comptage au-dessus de upper est une alarme ; upper est vide là où il ne se calcule pas. Sans --from, chaque point a sa ligne.

            farrington : Noufaily et al. 2013, comme farringtonFlexible de R (nbPlugin, tendance, repondération à 2,58, au moins 5 cas sur 4 points) ; il \
            faut b x frequency + w points avant. ears-c1, -c2, -c3 : comme earsC de R ; il en faut 7, 9 et 11. stream : Poisson-gamma avec oubli, pour le \
            direct ; juge dès le neuvième point, ou après un cycle.
            """))

    @Option(
        name: .customLong("in"),
        help: ArgumentHelp(
            say("CSV with columns t,observed, plain or .gz; - is standard input.", "CSV t,observed, simple ou .gz ; - : entrée standard."),
            valueName: say("file", "fichier")))
    var input: String

    @Option(help: ArgumentHelp(say("Method.", "Méthode."), valueName: DetectionMethod.allCases.map(\.rawValue).joined(separator: "|")))
    var method: DetectionMethod

    @Option(
        help: ArgumentHelp(
            say("First point that is evaluated (default: the first).", "Premier point évalué (par défaut : le premier)."), valueName: "t"))
    var from: String?

    @Option(
        help: ArgumentHelp(
            say(
                "Chance of an alarm where nothing is unusual (farrington, stream 0.01; ears 0.001, c3 0.025).",
                "Probabilité d'alarme sans rien d'inhabituel (farrington, stream 0.01 ; ears 0.001, c3 0.025)."), valueName: "a"))
    var alpha: Double?

    @Option(help: ArgumentHelp(say("farrington: years back (3).", "farrington : années en arrière (3)."), valueName: "n"))
    var b: Double?

    @Option(
        help: ArgumentHelp(
            say("farrington: points either side of the same week (3).", "farrington : points de part et d'autre de la même semaine (3)."),
            valueName: "n"))
    var w: Int?

    @Option(
        help: ArgumentHelp(
            say("farrington: levels of the seasonal factor (10).", "farrington : niveaux du facteur saisonnier (10)."), valueName: "n"))
    var periods: Int?

    @Option(
        help: ArgumentHelp(
            say("farrington: latest points left out (26).", "farrington : derniers points écartés (26)."), valueName: "n"))
    var leaveOut: Int?

    @Option(help: ArgumentHelp(say("ears: points compared with (7).", "ears : points de comparaison (7)."), valueName: "n"))
    var baseline: Int?

    @Option(
        help: ArgumentHelp(
            say(
                "Points a year for farrington (52), a cycle for stream (7 where t are days, else 1).",
                "Points par an pour farrington (52), par cycle pour stream (7 si t est en jours, sinon 1)."), valueName: "n"))
    var frequency: Int?

    @Option(
        help: ArgumentHelp(
            say("CSV with t,upper,alarm; - is standard output.", "CSV t,upper,alarm ; - : sortie standard."),
            valueName: say("file", "fichier")))
    var out: String

    func run() async throws {
        let series = try SeriesFile(input)
        for problem in series.problems.prefix(20) {
            Output.note(say("line \(problem.line): \(problem.english)", "ligne \(problem.line) : \(problem.french)"))
        }
        if series.problems.count > 20 {
            Output.note(say("... and \(series.problems.count - 20) more", "... et \(series.problems.count - 20) autres"))
        }
        guard let first = from.map({ series.index(from: $0) }) ?? 0 else {
            throw Failure(
                "no point of \(input) is at or after --from \(from ?? "")", "aucun point de \(input) n'est à partir de --from \(from ?? "")"
            )
        }
        if series.days == 1, method == .farrington, frequency == nil {
            Output.note(
                say(
                    "t are days, frequency is 52: give --frequency 365 for the year, or 7 for the week",
                    "t est en jours, frequency vaut 52 : donner --frequency 365 pour l'année, ou 7 pour la semaine"))
        }
        let detection = Detection(
            method: method, alpha: alpha, years: try wholeYears(), halfWindow: w, periods: periods, recentExcluded: leaveOut,
            frequency: frequency, baseline: baseline)
        let rows = try detection.rows(series.points.map(\.observed), from: first, days: series.days)
        try write(rows, points: series.points.dropFirst(first))
    }

    /// A part of a year is no year: `--b 2.67` looks back two.
    private func wholeYears() throws -> Int? {
        guard let b else { return nil }
        guard b >= 1, b <= 100 else { throw Failure("--b is \(b); it must be from 1 to 100", "--b vaut \(b) ; il va de 1 à 100") }
        return Int(b)
    }

    private func write(_ rows: [Detection.Row], points: ArraySlice<SeriesFile.Point>) throws {
        var file = try EventFiles.OutputFile(out)
        try file.write("t,upper,alarm\n")
        for (row, point) in zip(rows, points) where !point.isFilled {
            try file.write("\(point.label),\(row.upper.map(Detect.number) ?? ""),\(row.alarm ? 1 : 0)\n")
        }
        try file.close()
        let alarms = rows.count { $0.alarm }
        let unknown = rows.count { $0.upper == nil }
        Output.note(
            say(
                "\(rows.count) points, \(alarms) alarms, \(unknown) without a bound",
                "\(rows.count) points, \(alarms) alarmes, \(unknown) sans borne"))
    }

    private static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
    }
}
