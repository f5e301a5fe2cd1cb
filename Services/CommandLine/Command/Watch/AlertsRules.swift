import ArgumentParser
import Schema
import Transport

/// `quietude alerts rules`: how each rule of the policy did.
struct AlertsRules: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: say("How each rule did: what operators answered.", "Ce que chaque règle a valu : les réponses des opérateurs."))

    @OptionGroup var dataOptions: DataOptions

    @Flag(help: ArgumentHelp(say("A JSON object a line.", "Un objet JSON par ligne.")))
    var json = false

    @Option(
        help: ArgumentHelp(
            say("Territory; the register's only one if not given.", "Territoire ; le seul du registre à défaut."), valueName: "id"))
    var territory: String?

    func run() async throws {
        let call = try AlertsCall(dataOptions, territory: territory)
        let request = RuleRecordRequest(territory: call.territory)
        let reply = try RuleRecordReply(decoding: try await call.make(Method.ruleRecords, request.encoded()))
        for record in reply.rules {
            guard !json else {
                Output.line(
                    JSON.object([
                        ("rule", .string(record.rule)), ("raised", .whole(record.raised)), ("acknowledged", .whole(record.acknowledged)),
                        ("escalated", .whole(record.escalated)), ("useful", .whole(record.useful)), ("false", .whole(record.notSo)),
                        ("known", .whole(record.known)), ("precision", .optional(record.precision)),
                    ]).text)
                continue
            }
            let precision = record.precision.map { Numbers.short($0 * 100) + " %" } ?? "-"
            Output.line(
                say(
                    "\(record.rule): \(record.raised) raised, \(record.acknowledged) acknowledged, \(record.escalated) escalated; \(record.useful) useful, \(record.known) known, \(record.notSo) false; precision \(precision)",
                    "\(record.rule) : \(record.raised) levées, \(record.acknowledged) prises en compte, \(record.escalated) escaladées ; \(record.useful) utiles, \(record.known) connues, \(record.notSo) fausses ; précision \(precision)"
                ))
        }
    }
}
