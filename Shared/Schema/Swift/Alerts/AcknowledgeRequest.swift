public import Domain
internal import CSchema

/// What a gateway says once it has dealt with an alert. No device identifier reaches us: counts only.
public struct AcknowledgeRequest: Hashable, Sendable {
    /// Whose alert.
    public var territory: String
    /// The gateway's name.
    public var gateway: String
    /// The alert's identifier.
    public var alert: String
    /// What became of it at the gateway's devices, in all so far.
    public var devices: DeviceCounts

    /// An acknowledgement of an alert.
    public init(territory: String, gateway: String, alert: String, devices: DeviceCounts) {
        self.territory = territory
        self.gateway = gateway
        self.alert = alert
        self.devices = devices
    }

    /// An acknowledgement of an alert, of devices that have it and devices that do not.
    public init(territory: String, gateway: String, alert: String, delivered: UInt64, failed: UInt64) {
        self.init(territory: territory, gateway: gateway, alert: alert, devices: DeviceCounts(delivered: delivered, failed: failed))
    }
}

extension AcknowledgeRequest: ProtobufCoded {
    /// `quietude.v1.AcknowledgeRequest`
    public static var name: String { "quietude.v1.AcknowledgeRequest" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__AcknowledgeRequest>) { quietude__v1__acknowledge_request__init(c) }

    func fill(_ c: inout Quietude__V1__AcknowledgeRequest, in arena: Arena) {
        c.territory = arena.string(territory)
        c.gateway = arena.string(gateway)
        c.alert = arena.string(alert)
        (c.delivered, c.failed, c.expired, c.gone) = (devices.delivered, devices.failed, devices.expired, devices.gone)
    }

    init(reading c: Quietude__V1__AcknowledgeRequest) throws(SchemaError) {
        self.init(
            territory: try Self.text(c.territory, "territory"), gateway: try Self.text(c.gateway, "gateway"),
            alert: try Self.text(c.alert, "alert"),
            devices: DeviceCounts(delivered: c.delivered, failed: c.failed, expired: c.expired, gone: c.gone))
    }
}
