import ArgumentParser

/// `quietude release`: what may leave the city, as counts of events with noise or as tables of counts with suppression.
struct ReleaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: say(
            "Publishes counts: with differential privacy, or counts of people with suppression.",
            "Publie des comptes : avec confidentialité différentielle, ou des comptes de personnes avec suppression."),
        subcommands: [ReleaseNoise.self, ReleaseTable.self], defaultSubcommand: ReleaseNoise.self)
}
