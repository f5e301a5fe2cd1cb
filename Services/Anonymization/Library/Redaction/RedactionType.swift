/// What a covered stretch of a note was taken for. `other` is what was not known to be harmless and could not be named.
public enum RedactionType: UInt8, Sendable, CaseIterable {
    case name, phone, email, plate, nir, iban, card, birthdate, address, handle, ip, gps, badge, patient
    case identityDocument, device, alias, other

    /// As written in results, for instance `NAME`.
    public var label: String {
        switch self {
        case .name: "NAME"
        case .phone: "PHONE"
        case .email: "EMAIL"
        case .plate: "PLATE"
        case .nir: "NIR"
        case .iban: "IBAN"
        case .card: "CARD"
        case .birthdate: "BIRTHDATE"
        case .address: "ADDRESS"
        case .handle: "HANDLE"
        case .ip: "IP"
        case .gps: "GPS"
        case .badge: "BADGE"
        case .patient: "PATIENT"
        case .identityDocument: "ID_DOC"
        case .device: "DEVICE"
        case .alias: "ALIAS"
        case .other: "OTHER"
        }
    }
}
