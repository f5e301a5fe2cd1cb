public import Domain
internal import CSchema

extension AlertState: ProtobufCoded {
    /// `quietude.v1.AlertState`
    public static var name: String { "quietude.v1.AlertState" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__AlertState>) { quietude__v1__alert_state__init(c) }

    func fill(_ c: inout Quietude__V1__AlertState, in arena: Arena) {
        c.alert = arena.message(alert)
        c.raised = raised
        c.messages = messages
        c.acknowledged = acknowledged ?? 0
        c.acknowledged_by = arena.string(acknowledgedBy)
        c.team = arena.string(team)
        c.answer = Quietude__V1__AlertAnswer(rawValue: UInt32(answer.rawValue))
        c.gateways = gateways
        (c.delivered, c.failed, c.expired, c.gone) = (devices.delivered, devices.failed, devices.expired, devices.gone)
    }

    init(reading c: Quietude__V1__AlertState) throws(SchemaError) {
        guard let alert = try Self.message(c.alert, "alert", as: Alert.self) else { throw .missing(message: Self.name, field: "alert") }
        self.init(
            alert: alert, raised: c.raised, messages: c.messages, acknowledged: c.acknowledged == 0 ? nil : c.acknowledged,
            acknowledgedBy: try Self.text(c.acknowledged_by, "acknowledged_by"), team: try Self.text(c.team, "team"),
            answer: try Self.closed(c.answer.rawValue, "answer"), gateways: c.gateways,
            devices: DeviceCounts(delivered: c.delivered, failed: c.failed, expired: c.expired, gone: c.gone))
    }
}
