import ArgumentParser
import Correlation
import Domain
import EventFiles
import Foundation
import Notification
import RuleFiles
import Runtime

/// `quietude rules test FILE --events …`.
struct RulesTest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: say(
            "Replays events through rules, or a day through the alert policy; JSON lines.",
            "Rejoue des événements dans les règles, ou un jour dans la politique d'alerte ; lignes JSON."),
        discussion: say(
            """
            Events: CSV (plain or .gz) with time, lat, lon, category; categories are ours (theft, street-vending) or any name of the file. \
            Readings: CSV with time, kind, value and, where they have them, lat, lon, source. Times are local wall clocks. Positions and \
            times are exact unless --cell and --slot make them as coarse as the services see them. Tests in the file itself (tests:) always run. \
            Exit status 1 where the file has a problem or a test fails. With --policy, matches go on through the alert policy: what would \
            have been sent, what was held back, and why. Without events, --policy replays the signals and forecasts of the house's own \
            journals (--data, --day).
            """,
            """
            Événements : CSV (simple ou .gz) avec time, lat, lon, category ; les catégories sont les nôtres (theft, street-vending) ou tout \
            nom du fichier. Mesures : CSV avec time, kind, value et, s'il y en a, lat, lon, source. Les heures sont locales. Positions et \
            heures sont exactes, sauf si --cell et --slot les rendent aussi grossières que les services les voient. Les tests du fichier \
            lui-même (tests:) tournent toujours. Code de sortie 1 si le fichier a un problème ou si un test échoue. Avec --policy, les \
            correspondances passent par la politique d'alerte : ce qui aurait été envoyé, ce qui a été retenu, et pourquoi. Sans événements, \
            --policy rejoue les signaux et prévisions des journaux de la maison (--data, --day).
            """))

    @Argument(help: ArgumentHelp(say("Rules, YAML.", "Règles, YAML."), valueName: say("file", "fichier")))
    var file: String?

    @OptionGroup var dataOptions: DataOptions
    @OptionGroup var policyOptions: PolicyOptions

    @Option(help: ArgumentHelp(say("Events, CSV.", "Événements, CSV."), valueName: say("file", "fichier")))
    var events: String?

    @Option(help: ArgumentHelp(say("Readings, CSV.", "Mesures, CSV."), valueName: say("file", "fichier")))
    var readings: String?

    @Option(
        help: ArgumentHelp(say("Register whose grid is used.", "Registre dont la grille est prise."), valueName: say("file", "fichier")))
    var register: String?

    @OptionGroup var centre: ChosenCentreOptions

    @Option(
        help: ArgumentHelp(
            say("Width of cells, metres; exact positions otherwise.", "Largeur des mailles, mètres ; sinon positions exactes."),
            valueName: "m"))
    var cell: Double?

    @Option(
        help: ArgumentHelp(
            say("Length of slots, seconds; exact times otherwise.", "Durée des créneaux, secondes ; sinon heures exactes."), valueName: "s")
    )
    var slot: Int64?

    @Option(help: ArgumentHelp(say("Source of the events.", "Source des événements."), valueName: "source"))
    var source: String = "police-log"

    @Option(
        help: ArgumentHelp(
            say("lines (JSON, one a match) or table (counts a rule).", "lines (JSON, une par correspondance) ou table (nombre par règle)."),
            valueName: "format"))
    var format: String = "lines"

    func validate() throws {
        if file == nil, policyOptions.policy == nil {
            throw ValidationError(say("name a rules file, or --policy", "nommer un fichier de règles, ou --policy"))
        }
        if file != nil, policyOptions.day != nil {
            throw ValidationError(say("--day is of --policy without a rules file", "--day va avec --policy sans fichier de règles"))
        }
        guard SourceKind(name: source) != nil else {
            let names = SourceKind.allCases.map(\.name).joined(separator: ", ")
            throw ValidationError(say("--source must be one of \(names)", "--source doit être l'une de \(names)"))
        }
        guard ["lines", "table"].contains(format) else {
            throw ValidationError(say("--format must be lines or table", "--format doit être lines ou table"))
        }
        guard cell.map({ $0 >= 1 }) ?? true, slot.map({ $0 >= 1 }) ?? true else {
            throw ValidationError(say("--cell and --slot must be at least 1", "--cell et --slot doivent valoir au moins 1"))
        }
    }

    func run() async throws {
        let policy = try policyOptions.read()
        guard let file else { return try await replayHouse(policy) }
        var vocabulary = RuleVocabulary()
        let table = try events.map { try EventFile.read($0) }
        let measured = try readings.map { try ReadingFile.read($0) }
        if let events { table?.unreadRows(of: events).tell() }
        if let readings { measured?.unreadRows(of: readings).tell() }
        for name in (table?.categoryNames ?? []) + (measured?.variables ?? []) { _ = vocabulary.number(adding: name) }
        let rules = try RulesCommand.read(file, vocabulary)
        let failed = RulesTest.expectations(of: rules)
        if let table {
            let stage = try RuleStage(self, table: table, readings: measured, vocabulary: rules.vocabulary)
            let matches = stage.replay(rules.rules)
            if let policy {
                try replay(matches, rules, policy)
            } else {
                report(matches, rules, stage)
            }
        } else if measured != nil {
            throw Failure("--readings needs --events beside it", "--readings demande --events à côté")
        } else if rules.tests.isEmpty {
            throw Failure(
                "\(file) has no tests of its own: give --events FILE", "\(file) n'a pas de tests propres : donner --events FICHIER")
        }
        if failed > 0 { throw ExitCode(1) }
    }

    /// The matches of the rules as the signals that they would be, through the policy.
    private func replay(_ matches: [RuleMatch], _ file: RuleFile, _ policy: AlertPolicy) throws {
        var replay = PolicyReplay(policy, territory: "test", places: try policyOptions.namedPlaces())
        if let register, let territory = try RegisterCheck.read(register).registers.first?.territory { replay.stand(on: territory) }
        for (number, match) in matches.enumerated() {
            replay.advanceSignals(to: Instant(seconds: match.time))
            replay.hear(file.rules.rules[match.rule].signal(match, number: number))
        }
        let end = (matches.map(\.time).max() ?? 0) + 1
        replay.advanceSignals(to: Instant(seconds: end))
        tell(replay.decisions(from: .min, until: .max), from: matches.map(\.start).min() ?? 0, until: end)
    }

    private func replayHouse(_ policy: AlertPolicy?) async throws {
        guard let policy else { return }
        let declared = try Declared(dataOptions.house)
        let territory = try declared.territory(policyOptions.territory)
        try declared.require(territory)
        let begun = PolicyReplay(policy, territory: territory, places: try policyOptions.namedPlaces())
        let replay = try await HouseReplay(house: dataOptions.house, territory: territory).run(begun)
        let times = replay.decisions.map(\.time)
        guard let day = policyOptions.day else {
            return tell(replay.decisions(from: .min, until: .max), from: times.min() ?? 0, until: (times.max() ?? 0) + 1)
        }
        let zone = declared.entry(of: territory)?.timeZone ?? "UTC"
        let ends = [Int64(day.number), Int64(day.number) + 1].map { number in
            let wall = number * 86_400
            return wall - ZoneRules.offset(zone, wall - ZoneRules.offset(zone, wall))
        }
        tell(replay.decisions(from: ends[0], until: ends[1]), from: ends[0], until: ends[1])
    }

    private func tell(_ decisions: [PolicyReplay.Decision], from start: Int64, until end: Int64) {
        let report = PolicyReport(decisions: decisions, days: max(Double(end - start) / 86_400, 1.0 / 24))
        if format == "lines" { report.lines() } else { report.table() }
    }

    /// Runs the tests that a file carries; prints each difference; how many failed.
    static func expectations(of file: RuleFile) -> Int {
        var failed = 0
        for test in file.tests {
            let differences = test.check(file.rules)
            failed += differences.isEmpty ? 0 : 1
            for difference in differences {
                Output.note(
                    say(
                        "test \"\(test.name)\" (line \(test.line)): rule \(difference.rule) matched \(difference.found) times, expected \(difference.expected)",
                        "test « \(test.name) » (ligne \(test.line)) : la règle \(difference.rule) correspond \(difference.found) fois, attendu \(difference.expected)"
                    ))
            }
        }
        if !file.tests.isEmpty {
            let passed = file.tests.count - failed
            Output.note(say("\(passed) of \(file.tests.count) tests passed", "\(passed) tests réussis sur \(file.tests.count)"))
        }
        return failed
    }

    private func report(_ matches: [RuleMatch], _ file: RuleFile, _ stage: RuleStage) {
        var counts = [Int](repeating: 0, count: file.rules.rules.count)
        for match in matches where match.phase != .over { counts[match.rule] += 1 }
        if format == "lines" {
            for match in matches where match.phase != .over { Output.line(stage.json(match).text) }
        }
        let rows = zip(file.rules.rules, counts).map { [$0.name, Numbers.grouped($1)] }
        for line in Table.lines([[say("rule", "règle"), say("matches", "correspondances")]] + rows) {
            if format == "table" { Output.line(line) } else { Output.note(line) }
        }
    }
}
