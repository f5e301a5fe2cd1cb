import ArgumentParser
import Runtime

/// The command line: runs the house, feeds it, looks into it.
@main
struct Quietude: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quietude",
        abstract: say("Sees a city's troubles coming, and says so in time.", "Voit venir les troubles d'une ville, et le dit à temps."),
        discussion: say(
            "Data lies in --data, else QUIETUDE_DATA, else ~/.local/share/quietude. `quietude COMMAND --help` explains a command.",
            "Les données sont dans --data, sinon QUIETUDE_DATA, sinon ~/.local/share/quietude. `quietude COMMANDE --help` explique une commande."
        ),
        version: QuietudeVersion.current,
        groupedSubcommands: [
            CommandGroup(name: say("Running", "Faire tourner"), subcommands: [Up.self, Status.self, Doctor.self]),
            CommandGroup(
                name: say("Data", "Données"),
                subcommands: [Push.self, Connect.self, DeadLettersCommand.self, Watch.self, Alerts.self, Simulate.self]),
            CommandGroup(
                name: say("Science, offline", "Science, hors ligne"),
                subcommands: [Backtest.self, Detect.self, Scan.self, NearRepeat.self, Associate.self, RulesCommand.self, Advise.self]),
            CommandGroup(
                name: say("Privacy", "Vie privée"), subcommands: [Redact.self, ReleaseCommand.self, Audit.self]),
            CommandGroup(name: say("Keeping", "Tenir"), subcommands: [Keys.self, RegisterCommand.self, ConsumersCommand.self, Bench.self]),
        ])
}
