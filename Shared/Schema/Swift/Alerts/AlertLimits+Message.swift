public import Domain
internal import CSchema

extension AlertLimits: ProtobufCoded {
    /// `quietude.v1.AlertLimits`
    public static var name: String { "quietude.v1.AlertLimits" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__AlertLimits>) { quietude__v1__alert_limits__init(c) }

    func fill(_ c: inout Quietude__V1__AlertLimits, in arena: Arena) {
        c.has_at_most = atMost == nil ? 0 : 1
        c.at_most = UInt32(clamping: atMost ?? 0)
        c.per = UInt32(clamping: per)
        c.digest = UInt32(clamping: digest ?? 0)
        c.has_quiet_hours = quietHours == nil ? 0 : 1
        c.quiet_from = UInt32(clamping: quietHours?.from ?? 0)
        c.quiet_until = UInt32(clamping: quietHours?.until ?? 0)
        c.except_from = Quietude__V1__Severity(rawValue: UInt32(exceptFrom?.rawValue ?? 0))
    }

    // Limits that have no meaning are refused: without them more would ring than was asked for.
    init(reading c: Quietude__V1__AlertLimits) throws(SchemaError) {
        let severity: Severity = try Self.closed(c.except_from.rawValue, "except_from")
        self.init(
            atMost: c.has_at_most == 0 ? nil : Int(c.at_most), per: c.per == 0 ? 86_400 : Int64(c.per),
            digest: c.digest == 0 ? nil : Int64(c.digest),
            quietHours: c.has_quiet_hours == 0 ? nil : QuietHours(from: Int64(c.quiet_from), until: Int64(c.quiet_until)),
            exceptFrom: severity == .unknown ? nil : severity)
        if let fault { throw .invalid(message: Self.name, field: fault.field, reason: fault.remedy) }
    }
}
