import ArgumentParser

/// `quietude alerts`: what is in force, what is done about it, and how the rules did.
struct Alerts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: say("Alerts in force, and what is done about them.", "Les alertes en vigueur, et ce que l'on en fait."),
        discussion: say(
            "What is done is remembered under a role, never under a person's name.",
            "Ce qui est fait est retenu sous un rôle, jamais sous le nom d'une personne."),
        subcommands: [AlertsList.self, AlertsAct.self, AlertsSilence.self, AlertsRules.self], defaultSubcommand: AlertsList.self)
}
