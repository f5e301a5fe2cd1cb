import Domain

/// EMSI's ETYPE/CATEGORY (ISO 22351 dictionary), in our categories.
enum EventCategory {
    /// A code and its family: `FIR/CLA`, `FIR`.
    static func codes(_ code: String) -> [String] {
        guard !code.isEmpty else { return [] }
        let family = String(code.prefix { $0 != "/" })
        return family == code ? [code] : [code, family]
    }

    /// Our category of a code; `other` where it is none of ours.
    static func category(_ code: String) -> Category {
        if let precise = precise[code] { return precise }
        return families[String(code.prefix { $0 != "/" })] ?? .other
    }

    private static let precise: [String: Category] = [
        "FIR/FORFIR": .fireVegetation, "FIR/VEGFIR": .fireVegetation, "FIR/BLDFIR": .fireBuilding, "FIR/VEHFIR": .fireVehicle,
        "TRP/RAI": .transitIncident, "TRP/SHP": .drowning,
    ]
    private static let families: [String: Category] = [
        "ASB": .brawl, "ASR": .firstAid, "EXD": .suspiciousObject, "EXP": .hazardNetwork, "FIR": .fireStreet, "FLD": .flood,
        "GND": .hazardNetwork, "HLT": .firstAid, "TRP": .roadAccident,
    ]
}
