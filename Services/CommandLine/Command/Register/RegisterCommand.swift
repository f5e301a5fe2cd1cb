import ArgumentParser
import Domain
import Ingestion

/// `quietude register`: what the register of processing activities says, and whether it holds.
struct RegisterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register",
        abstract: say(
            "Checks a register of processing activities, and writes entries for it.",
            "Vérifie un registre des traitements, et en écrit des entrées."), subcommands: [Check.self, RegisterAdd.self])

    /// `quietude register check FILE`.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: say(
                "Says what is wrong with a register file, or what it allows.", "Dit ce qui ne va pas dans un registre, ou ce qu'il permet.")
        )

        @Argument(help: ArgumentHelp(say("The file.", "Le fichier."), valueName: say("file", "fichier")))
        var file: String

        func run() async throws {
            let register: RegisterFile
            do {
                register = try RegisterCheck.read(file)
            } catch let error as RegisterError {
                for problem in error.problems { Output.note("\(file): \(problem)") }
                Output.note(say("\(error.problems.count) problem(s)", "\(error.problems.count) problème(s)"))
                throw ExitCode(1)
            }
            for entry in register.registers {
                let territory = entry.territory
                let cell = Numbers.decimal(territory.grid.size(atLevel: territory.publicationLevel), 0)
                Output.line(
                    say(
                        "\(territory.identifier): \(territory.name), version \(entry.version), cells of \(cell) m, slots of \(territory.slotLength / 60) min",
                        "\(territory.identifier) : \(territory.name), version \(entry.version), mailles de \(cell) m, créneaux de \(territory.slotLength / 60) min"
                    ))
                let rows = entry.sources.map { source in
                    [
                        "  \(source.identifier)", source.kind.name, source.controller,
                        source.allowedFields.map(\.rawValue).sorted().joined(separator: " "),
                    ]
                }
                for line in Table.lines(rows) { Output.line(line) }
            }
            Output.line(say("\(file) is in order", "\(file) est en règle"))
        }
    }
}
