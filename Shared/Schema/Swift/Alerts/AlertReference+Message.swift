public import Domain
internal import CSchema

extension Alert.Reference: ProtobufCoded {
    /// `quietude.v1.AlertReference`
    public static var name: String { "quietude.v1.AlertReference" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__AlertReference>) { quietude__v1__alert_reference__init(c) }

    func fill(_ c: inout Quietude__V1__AlertReference, in arena: Arena) {
        c.sender = arena.string(sender)
        c.identifier = arena.string(identifier)
        c.sent = sent
    }

    init(reading c: Quietude__V1__AlertReference) throws(SchemaError) {
        self.init(sender: try Self.text(c.sender, "sender"), identifier: try Self.text(c.identifier, "identifier"), sent: c.sent)
    }
}
