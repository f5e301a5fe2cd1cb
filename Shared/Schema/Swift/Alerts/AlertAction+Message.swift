public import Domain
internal import CSchema

extension AlertAction: ProtobufCoded {
    /// `quietude.v1.AlertAction`
    public static var name: String { "quietude.v1.AlertAction" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__AlertAction>) { quietude__v1__alert_action__init(c) }

    func fill(_ c: inout Quietude__V1__AlertAction, in arena: Arena) {
        c.territory = arena.string(territory)
        c.identifier = arena.string(identifier)
        c.kind = Quietude__V1__ActionKind(rawValue: UInt32(kind.rawValue))
        c.alert = arena.string(alert)
        c.role = arena.string(role)
        c.time = time
        c.answer = Quietude__V1__AlertAnswer(rawValue: UInt32(answer.rawValue))
        c.team = arena.string(team)
        c.silence = silence.map { arena.message($0) }
    }

    init(reading c: Quietude__V1__AlertAction) throws(SchemaError) {
        self.init(
            territory: try Self.text(c.territory, "territory"), identifier: try Self.text(c.identifier, "identifier"),
            kind: try Self.closed(c.kind.rawValue, "kind"), alert: try Self.text(c.alert, "alert"), role: try Self.text(c.role, "role"),
            time: c.time, answer: try Self.closed(c.answer.rawValue, "answer"), team: try Self.text(c.team, "team"),
            silence: try Self.message(c.silence, "silence"))
    }
}
