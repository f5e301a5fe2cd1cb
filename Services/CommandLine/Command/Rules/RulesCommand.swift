import ArgumentParser
import Foundation
import RuleFiles

/// `quietude rules`: checks and tries the rules that operators write.
struct RulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: say("Checks and tries operators' rules.", "Vérifie et essaie les règles des opérateurs."),
        discussion: say(
            "Rules say in YAML what people already know to be worth saying: three calls about fireworks within 300 m and 30 minutes after 22:00. compose/config/rules.yaml shows every construct.",
            "Les règles disent en YAML ce que l'on sait déjà digne d'être signalé : trois appels pour tirs d'artifice à moins de 300 m en 30 minutes après 22:00. compose/config/rules.yaml montre chaque construction."
        ),
        subcommands: [RulesTest.self, RulesCheck.self])

    /// Reads a rules file; prints every problem and fails where it has any.
    static func read(_ path: String, _ vocabulary: RuleVocabulary) throws -> RuleFile {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure("\(path) cannot be read: name a rules file", "\(path) ne peut être lu : nommer un fichier de règles")
        }
        do {
            return try RuleFile(yaml: String(decoding: data, as: UTF8.self), vocabulary: vocabulary)
        } catch {
            for problem in error.problems { Output.note("\(path): " + say(problem.english, problem.french)) }
            throw ExitCode(1)
        }
    }
}

/// `quietude rules check FILE`.
struct RulesCheck: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: say(
            "Reads a rules file; every problem with its line and column.",
            "Lit un fichier de règles ; chaque problème avec sa ligne et sa colonne."))

    @Argument(help: ArgumentHelp(say("Rules, YAML.", "Règles, YAML."), valueName: say("file", "fichier")))
    var file: String

    func run() throws {
        let rules = try RulesCommand.read(file, RuleVocabulary())
        let failed = RulesTest.expectations(of: rules)
        let (count, zones, tests) = (rules.rules.rules.count, rules.rules.zones.count, rules.tests.count)
        Output.line(
            say(
                "\(file): \(count) rules, \(zones) zones, \(tests) tests, \(failed) failed",
                "\(file) : \(count) règles, \(zones) zones, \(tests) tests, \(failed) en échec"))
        if failed > 0 { throw ExitCode(1) }
    }
}
