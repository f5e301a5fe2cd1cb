import ArgumentParser
import Domain
import Runtime
import Schema
import Transport

/// `quietude deadletters`: what was refused or set aside, without its content.
struct DeadLettersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deadletters",
        abstract: say("Lists what was refused or set aside.", "Liste ce qui fut refusé ou mis de côté."),
        discussion: say(
            "Letters hold no content: when, which field, why, where, and a digest by which its owner finds the row again. They are kept for the time that the register gives the source. Once the register or the house is mended, `quietude deadletters retry --source ID --file FILE` pushes the rows of the owner's file that were refused, and no others. Rows that were changed since are not found again: push the whole file, what was taken counts once.",
            "Les lettres n'ont pas de contenu : quand, quel champ, pourquoi, où, et une empreinte par laquelle leur propriétaire retrouve la ligne. Elles sont gardées le temps que le registre accorde à la source. Une fois le registre ou la maison corrigés, `quietude deadletters retry --source ID --file FICHIER` pousse les lignes refusées du fichier de leur propriétaire, et elles seules. Les lignes changées depuis ne se retrouvent pas : pousser tout le fichier, ce qui fut pris compte une fois."
        ),
        subcommands: [List.self, Retry.self], defaultSubcommand: List.self)

    /// Whose letters, and with which key.
    struct Scope: ParsableArguments {
        @Option(
            help: ArgumentHelp(
                say("Territory; the register's only one if not given.", "Territoire ; le seul du registre à défaut."), valueName: "id"))
        var territory: String?

        @Option(
            help: ArgumentHelp(
                say("Key file of the partner; the operator's if not given.", "Clé du partenaire ; celle de l'opérateur à défaut."),
                valueName: "file"))
        var key: String?

        @Option(help: ArgumentHelp(say("Where ingestion listens.", "Adresse d'ingestion."), valueName: "tcp://host:port"))
        var endpoint: String?

        @Option(help: ArgumentHelp(say("Public key of ingestion, Z85.", "Clé publique d'ingestion, Z85."), valueName: "key"))
        var serverKey: String?
    }

    /// `quietude deadletters [list]`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: say("Lists and counts them.", "Les liste et les compte."))

        @OptionGroup var dataOptions: DataOptions
        @OptionGroup var scope: Scope

        @Option(help: ArgumentHelp(say("Of this source alone.", "De cette source seule."), valueName: "id"))
        var source: String?

        @Option(help: ArgumentHelp(say("For this reason alone.", "Pour ce motif seul."), valueName: say("reason", "motif")))
        var reason: String?

        @Option(help: ArgumentHelp(say("The latest so many letters.", "Les n dernières lettres."), valueName: "n"))
        var limit: UInt32 = 20

        @Flag(help: ArgumentHelp(say("One JSON object.", "Un objet JSON.")))
        var json = false

        func run() async throws {
            let house = dataOptions.house
            let territory = try Declared(house).territory(scope.territory, source: source)
            let request = DeadLettersRequest(territory: territory, source: source ?? "", reason: reason ?? "", limit: limit)
            let answers = try await DeadLetterQuestion(house: house, scope: scope).ask(request)
            if json {
                Output.line(DeadLetterReportText.json(answers).text)
            } else {
                for line in DeadLetterReportText.lines(answers) { Output.line(line) }
            }
            for answer in answers where answer.reply == nil { Output.note("\(answer.service): \(answer.problem)") }
            if answers.allSatisfy({ $0.reply == nil }) { throw ExitCode(2) }
        }
    }

    /// `quietude deadletters retry`.
    struct Retry: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: say(
                "Pushes the rows of a file that were refused, and no others.", "Pousse les lignes refusées d'un fichier, et elles seules."),
            discussion: say(
                "The same as `quietude push --only-refused`; takes that command's other options too.",
                "Comme `quietude push --only-refused` ; prend aussi les autres options de cette commande."))

        @OptionGroup var dataOptions: DataOptions

        @Option(help: ArgumentHelp(say("The source.", "La source."), valueName: "id"))
        var source: String

        @Option(
            help: ArgumentHelp(say("The owner's file, as it was pushed.", "Le fichier du propriétaire, tel que poussé."), valueName: "file")
        )
        var file: String

        @Argument(
            parsing: .allUnrecognized,
            help: ArgumentHelp(say("Other options of `quietude push`.", "Autres options de `quietude push`."), valueName: "option"))
        var others: [String] = []

        func run() async throws {
            let arguments = ["--only-refused", "--source", source, "--data", dataOptions.house.root] + others + [file]
            let push = try Push.parse(arguments)
            try await push.run()
        }
    }
}
