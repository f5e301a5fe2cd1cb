import ArgumentParser
import Domain
import Foundation
import Schema
import Transport

/// `quietude alerts silence`: nobody is rung by what it names, until an event time.
struct AlertsSilence: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "silence",
        abstract: say("Silences rules, categories or zones for a while.", "Met des règles, catégories ou zones en silence pour un temps."),
        discussion: say(
            "What still lives when it is over is told then; an all-clear is always sent.",
            "Ce qui dure encore à la fin est alors annoncé ; une fin d'alerte est toujours envoyée."))

    @OptionGroup var dataOptions: DataOptions

    @Option(help: ArgumentHelp(say("Rules of the policy.", "Règles de la politique."), valueName: "rule"))
    var rule: [String] = []

    @Option(help: ArgumentHelp(say("Categories, by code.", "Catégories, par code."), valueName: "code"))
    var category: [String] = []

    @Option(help: ArgumentHelp(say("Zones, by code.", "Zones, par code."), valueName: "code"))
    var zone: [String] = []

    @Option(help: ArgumentHelp(say("For so many minutes of event time.", "Pour tant de minutes, heure des faits."), valueName: "minutes"))
    var minutes: Int64 = 60

    @Option(help: ArgumentHelp(say("Ends this silence instead.", "Met fin à ce silence au lieu d'en ouvrir un."), valueName: "id"))
    var end: String?

    @Option(help: ArgumentHelp(say("A word.", "Un mot."), valueName: "reason"))
    var reason: String = "maintenance"

    @Option(help: ArgumentHelp(say("In which role; no person's name.", "Dans quel rôle ; pas de nom de personne."), valueName: "role"))
    var role: String = "operator"

    @Option(
        help: ArgumentHelp(
            say("Territory; the register's only one if not given.", "Territoire ; le seul du registre à défaut."), valueName: "id"))
    var territory: String?

    func validate() throws {
        guard (1...129_600).contains(minutes) else {
            throw ValidationError(say("--minutes must be from 1 to 129600", "--minutes doit être entre 1 et 129600"))
        }
    }

    func run() async throws {
        let call = try AlertsCall(dataOptions, territory: territory)
        var action = AlertAction(
            territory: call.territory, identifier: ActionName.make("silence"), kind: end == nil ? .silence : .unsilence, role: role)
        if let end {
            action.silence = Silence(identifier: end, from: 0, until: 0)
        } else {
            let categories = Set(
                try category.map { code in
                    guard let category = Domain.Category(code: code) else {
                        throw Failure("--category \(code) is not known", "--category \(code) est inconnue")
                    }
                    return category
                })
            // Event time is the territory's: it is asked for, so that a replayed day is silenced in its own time.
            let picture = try InForceReply(
                decoding: try await call.make(Method.inForce, InForceRequest(territory: call.territory).encoded()))
            let now = picture.watermark?.seconds ?? Int64(Date().timeIntervalSince1970)
            action.silence = Silence(
                identifier: action.identifier, rules: Set(rule), categories: categories, zones: Set(zone), from: now,
                until: now + minutes * 60, reason: reason)
        }
        let reply = try AlertActionReply(decoding: try await call.make(Method.act, action.encoded()))
        guard reply.known else {
            throw Failure("no such silence is held: quietude alerts lists them", "pas de tel silence : quietude alerts les liste")
        }
        let until = action.silence.map { Times.text($0.until) } ?? "-"
        Output.line(
            end == nil
                ? say("silence \(action.identifier) until \(until)", "silence \(action.identifier) jusqu'à \(until)")
                : say("silence ended", "silence terminé"))
    }
}
