import AlertDocuments
import ArgumentParser
import Domain
import Schema
import Transport

/// `quietude alerts list`: the picture of a late joiner.
struct AlertsList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: say("The alerts in force, or those that are named.", "Les alertes en vigueur, ou celles nommées."))

    @OptionGroup var dataOptions: DataOptions
    @OptionGroup var alertOptions: AlertOptions

    @Argument(help: ArgumentHelp(say("Alerts or threads, in force or not.", "Alertes ou fils, en vigueur ou non."), valueName: "id"))
    var identifiers: [String] = []

    @Option(
        help: ArgumentHelp(
            say("CAP 1.2 messages, or one GeoJSON FeatureCollection.", "Messages CAP 1.2, ou une FeatureCollection GeoJSON."),
            valueName: DocumentKind.allCases.map(\.rawValue).joined(separator: "|")))
    var format: DocumentKind?

    @Flag(help: ArgumentHelp(say("A JSON object a line.", "Un objet JSON par ligne.")))
    var json = false

    @Option(
        help: ArgumentHelp(
            say("Territory; the register's only one if not given.", "Territoire ; le seul du registre à défaut."), valueName: "id"))
    var territory: String?

    func run() async throws {
        let call = try AlertsCall(dataOptions, territory: territory)
        let filter = try alertOptions.filter() ?? AlertFilter(includesHeld: true)
        let request = InForceRequest(territory: call.territory, filter: filter, identifiers: identifiers)
        var reply = try InForceReply(decoding: try await call.make(Method.inForce, request.encoded()))
        var part = reply
        while part.truncated, let last = part.alerts.last {
            let next = InForceRequest(territory: call.territory, filter: filter, after: last.alert.thread)
            part = try InForceReply(decoding: try await call.make(Method.inForce, next.encoded()))
            reply.alerts += part.alerts
        }
        if let format {
            let writer = AlertWriter(kind: format, territory: call.entry, identifier: call.territory)
            Output.line(try writer.text(reply.alerts.map(\.alert)))
            return
        }
        let places = Places(grid: call.entry?.grid)
        for state in reply.alerts {
            let line = RecordLine.alert(state.alert, places)
            Output.line(json ? Self.json(state, line).text : "\(line.text)  \(Self.text(state))  \(state.alert.thread)")
        }
        if !json {
            let cursor = CursorText.write(journal: reply.cursor.journal, sequence: reply.cursor.sequence)
            Output.note(
                say(
                    "\(reply.alerts.count) alerts, event time \(Times.text(reply.watermark)); changes: quietude watch alerts --from \(cursor)",
                    "\(reply.alerts.count) alertes, heure des faits \(Times.text(reply.watermark)) ; suite : quietude watch alerts --from \(cursor)"
                ))
            for silence in reply.silences {
                Output.note(
                    say(
                        "silence \(silence.identifier) until \(Times.text(silence.until))",
                        "silence \(silence.identifier) jusqu'à \(Times.text(silence.until))"))
            }
        }
    }

    private static func text(_ state: AlertState) -> String {
        var parts: [String] = []
        if state.acknowledged != nil {
            parts.append(say("acknowledged by \(state.acknowledgedBy)", "prise en compte par \(state.acknowledgedBy)"))
        }
        if !state.team.isEmpty { parts.append(say("team \(state.team)", "équipe \(state.team)")) }
        if state.answer != .unspecified { parts.append("\(state.answer)") }
        if state.gateways > 0 {
            parts.append(say("\(state.devices.delivered) devices", "\(state.devices.delivered) appareils"))
        }
        return parts.joined(separator: ", ")
    }

    private static func json(_ state: AlertState, _ line: RecordLine) -> JSON {
        .object([
            ("alert", line.json), ("raised", .string(Times.text(state.raised))), ("messages", .whole(state.messages)),
            ("acknowledged", state.acknowledged.map { .string(Times.text($0)) } ?? .null),
            ("acknowledged-by", .string(state.acknowledgedBy)), ("team", .string(state.team)), ("answer", .string("\(state.answer)")),
            ("gateways", .whole(state.gateways)), ("delivered", .whole(state.devices.delivered)), ("failed", .whole(state.devices.failed)),
            ("expired", .whole(state.devices.expired)), ("gone", .whole(state.devices.gone)),
        ])
    }
}
