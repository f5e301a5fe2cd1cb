public import Domain
internal import CSchema

extension Alert.Hold: ProtobufCoded {
    /// `quietude.v1.AlertHold`
    public static var name: String { "quietude.v1.AlertHold" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__AlertHold>) { quietude__v1__alert_hold__init(c) }

    func fill(_ c: inout Quietude__V1__AlertHold, in arena: Arena) {
        c.audience = Quietude__V1__Audience(rawValue: UInt32(audience.rawValue))
        c.reason = Quietude__V1__HoldReason(rawValue: UInt32(reason.rawValue))
    }

    init(reading c: Quietude__V1__AlertHold) throws(SchemaError) {
        self.init(try Self.closed(c.audience.rawValue, "audience"), try Self.closed(c.reason.rawValue, "reason"))
    }
}
