/// A kind of incident or of reading, mapped to the national nomenclature shared by 15, 17, 18 and 112 (CISU, `Cnn.nn`).
///
/// The raw value is the number on the wire; it is never reused. Three kinds are never published in a cell, by design.
public enum Category: UInt16, CaseIterable, Sendable, Hashable, Comparable {
    case noise = 1
    case brawl = 2
    case assault = 3
    case publicIntoxication = 4
    case gathering = 5
    case streetVending = 6
    case theft = 7
    case burglary = 8
    case damage = 9
    case dumping = 10
    case streetRodeo = 11
    case obstruction = 12
    case roadAccident = 13
    case transitIncident = 14
    case fireBuilding = 15
    case fireVehicle = 16
    case fireStreet = 17
    case fireVegetation = 18
    case firstAid = 19
    case drowning = 20
    case animal = 21
    case treeHazard = 22
    case hazardNetwork = 23
    case flood = 24
    case suspiciousObject = 25
    case shots = 26
    case other = 27
    case refusedSexual = 40
    case refusedSuicide = 41
    case refusedStatus = 42
    case presence = 50
    case ridershipDelay = 51
    case emergencyVisits = 52
    case temperature = 53
    case rain = 54
    case wind = 55
    case vigilance = 56
    case plannedEvent = 57
    case resourcesEngaged = 58

    /// What a category is used for.
    public enum Use: Sendable {
        /// Counted, and forecast.
        case forecast
        /// Counted, never forecast.
        case statistics
        /// Never published in a cell.
        case refused
        /// A measure of the surroundings, not an incident.
        case reading
    }

    /// What this category is used for.
    public var use: Use {
        switch self {
        case .animal, .suspiciousObject, .shots, .other: .statistics
        case .refusedSexual, .refusedSuicide, .refusedStatus: .refused
        case .presence, .ridershipDelay, .emergencyVisits, .temperature, .rain, .wind, .vigilance, .plannedEvent,
            .resourcesEngaged:
            .reading
        default: .forecast
        }
    }

    /// By number.
    public static func < (left: Category, right: Category) -> Bool { left.rawValue < right.rawValue }
}
