import ArgumentParser

/// `quietude bench correlation`: surveillance, streaming detection, rules and scans, as fast as they run here.
struct BenchCorrelation: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correlation",
        abstract: say(
            "Surveys series, streams incidents, runs rules and scans.",
            "Surveille des séries, suit des incidents, applique des règles et des balayages."),
        discussion: say(
            "One core, scans on both. The scans of Houston need --houston, the file of its events.",
            "Un cœur, les balayages sur tous. Ceux de Houston demandent --houston, le fichier de ses événements."))

    @Option(help: ArgumentHelp(say("Runs; the median is told.", "Mesures ; la médiane est donnée."), valueName: "n"))
    var runs: Int = 5

    @Option(
        help: ArgumentHelp(
            say("Events of Houston 2010, to scan.", "Événements de Houston 2010, à balayer."), valueName: say("file", "fichier")))
    var houston: String?

    @Flag(help: ArgumentHelp(say("Leave the scans out.", "Sans les balayages.")))
    var noScans = false

    func validate() throws {
        guard (1...100).contains(runs) else {
            throw ValidationError(say("--runs must be from 1 to 100", "--runs doit être entre 1 et 100"))
        }
    }

    func run() async throws {
        let surveillance = try SurveillanceBenchmark.figures(runs: runs)
        var perSecond: [Double] = []
        var rules = RulesBenchmark.figures()
        for _ in 0..<runs {
            rules = RulesBenchmark.figures()
            perSecond.append(rules.perSecond)
        }
        let scans = noScans ? [] : try await ScanBenchmark.figures(runs: runs, houston: houston)
        Output.line(
            JSON.object([
                ("bench", "correlation"), ("surveillance", surveillance),
                (
                    "rules",
                    .object([
                        ("rules", .whole(rules.rules)), ("incidents", .whole(rules.incidents)), ("matches", .whole(rules.matches)),
                        ("incidents_per_second", Spread(perSecond).json), ("goal_per_second", 100_000),
                    ])
                ),
                ("scans", .array(scans.map(\.json))),
            ]).text)
    }
}
