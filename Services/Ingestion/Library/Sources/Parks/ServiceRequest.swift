import Domain

/// The fields of a GeoReport service request that are read, from XML, JSON or a CSV row alike.
struct ServiceRequest {
    /// Bytes of a description that are sent, where the register allows text at all.
    static let maximumText = 2_000

    let line: Int
    let identifier: String
    let status: String
    let statusNotes: String
    let serviceCode: String
    let serviceName: String
    let requested: String
    let updated: String
    let address: String
    let latitude: Double?
    let longitude: Double?
    let description: String

    /// `text` gives the text of a field by its name in the standard; empty where it is missing.
    init(line: Int, _ text: (String) -> String) {
        self.line = line
        identifier = text("service_request_id")
        status = text("status").lowercased()
        statusNotes = text("status_notes").lowercased()
        serviceCode = text("service_code")
        serviceName = text("service_name")
        requested = text("requested_datetime")
        updated = text("updated_datetime")
        address = text("address")
        func number(_ name: String) -> Double? {
            let bytes = Array(text(name).utf8)
            return DecimalNumber.parse(bytes.span, comma: false) ?? DecimalNumber.parse(bytes.span, comma: true)
        }
        latitude = number("lat") ?? number("latitude")
        longitude = number("long") ?? number("lon") ?? number("lng") ?? number("longitude")
        description = ServiceRequest.cut(text("description"))
    }

    /// At most `maximumText` bytes, whole characters.
    private static func cut(_ text: String) -> String {
        guard text.utf8.count > maximumText else { return text }
        var end = text.utf8.index(text.utf8.startIndex, offsetBy: maximumText)
        while end > text.startIndex, end.samePosition(in: text) == nil { end = text.utf8.index(before: end) }
        return String(text[..<end])
    }

    /// Closed because another request says the same: it must not count twice.
    var isDuplicate: Bool {
        status == "closed" && ["duplicate", "doublon", "duplicata"].contains { statusNotes.contains($0) }
    }

    /// nil where it is missing, or 0, 0, which means that it is not known.
    var position: PlaceTable.Place? {
        guard let latitude, let longitude, abs(latitude) <= 90, abs(longitude) <= 180, latitude != 0 || longitude != 0 else { return nil }
        return PlaceTable.Place(latitude: latitude, longitude: longitude)
    }

    /// What the service's name says, in English or French; `other` where it says none of ours.
    var category: Category {
        let name = PlaceTable.fold(serviceName)
        let words: [(Category, [String])] = [
            (.damage, ["GRAFFITI", "VANDAL", "TAG", "DEGRAD", "BROKEN BENCH", "BANC CASSE"]),
            (.dumping, ["DUMP", "LITTER", "TRASH", "GARBAGE", "DEBRIS", "DEPOT SAUVAGE", "ENCOMBRANT", "DECHET", "ORDURE"]),
            (.treeHazard, ["TREE", "BRANCH", "LIMB", "ARBRE", "BRANCHE", "ELAGAGE"]),
            (.noise, ["NOISE", "BRUIT", "TAPAGE"]),
            (.animal, ["ANIMAL", "DOG", "CHIEN", "RAT "]),
            (.hazardNetwork, ["STREET LIGHT", "STREETLIGHT", "HYDRANT", "WATER LEAK", "GAS ", "ECLAIRAGE", "FUITE", "SIGNAL"]),
            (.flood, ["FLOOD", "DRAIN", "INONDATION"]),
            (.obstruction, ["PARKING", "ABANDONED VEHICLE", "STATIONNEMENT", "EPAVE"]),
        ]
        return words.first { $0.1.contains { name.contains($0) } }?.0 ?? .other
    }
}
