import ArgumentParser
import Domain
import Schema
import Transport

/// `quietude alerts act`: what an operator does with an alert.
struct AlertsAct: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "act",
        abstract: say(
            "Acknowledges an alert, answers it or assigns it to a team.", "Prend une alerte en compte, y répond ou la confie à une équipe.")
    )

    @OptionGroup var dataOptions: DataOptions

    @Argument(help: ArgumentHelp(say("The alert or its thread.", "L'alerte ou son fil."), valueName: "id"))
    var alert: String

    @Option(help: ArgumentHelp(say("What it was.", "Ce que c'était."), valueName: "useful|false|known"))
    var answer: String?

    @Option(help: ArgumentHelp(say("A team's code.", "Le code d'une équipe."), valueName: "team"))
    var assign: String?

    @Option(help: ArgumentHelp(say("In which role; no person's name.", "Dans quel rôle ; pas de nom de personne."), valueName: "role"))
    var role: String = "operator"

    @Option(
        help: ArgumentHelp(
            say("Territory; the register's only one if not given.", "Territoire ; le seul du registre à défaut."), valueName: "id"))
    var territory: String?

    func validate() throws {
        if answer != nil, assign != nil {
            throw ValidationError(say("--answer or --assign, not both", "--answer ou --assign, pas les deux"))
        }
        if let answer, !["useful", "false", "known"].contains(answer) {
            throw ValidationError(say("--answer must be useful, false or known", "--answer doit être useful, false ou known"))
        }
    }

    func run() async throws {
        let call = try AlertsCall(dataOptions, territory: territory)
        let said = AlertAction.Answer.allCases.first { "\($0)" == answer } ?? .unspecified
        let kind: AlertAction.Kind = answer != nil ? .answer : assign != nil ? .assign : .acknowledge
        let identifier = ActionName.make("act")
        let action = AlertAction(
            territory: call.territory, identifier: identifier, kind: kind, alert: alert, role: role, answer: said, team: assign ?? "")
        let reply = try AlertActionReply(decoding: try await call.make(Method.act, action.encoded()))
        guard reply.known else {
            throw Failure(
                "no alert \(alert) is held: quietude alerts shows those in force",
                "aucune alerte \(alert) : quietude alerts montre celles en vigueur")
        }
        Output.line(say("done, event time \(Times.text(reply.time))", "fait, heure des faits \(Times.text(reply.time))"))
    }
}
