/// A measure that an organiser or the city declares for an event.
public enum Measure: String, CaseIterable, Sendable, Hashable, Comparable {
    /// The organiser's own stewards (service d'ordre).
    case stewards
    /// A first-aid post (dispositif prévisionnel de secours).
    case firstAid = "first-aid"
    /// Traffic is led round the place.
    case traffic
    /// Vehicles are kept out by something that stops them.
    case vehicleBarriers = "vehicle-barriers"
    /// How people leave in an emergency was planned.
    case evacuation

    /// What a person reads.
    public var words: Words {
        switch self {
        case .stewards: Words("stewards", "service d'ordre")
        case .firstAid: Words("first-aid post", "dispositif de secours")
        case .traffic: Words("traffic plan", "plan de circulation")
        case .vehicleBarriers: Words("vehicle barriers", "dispositif anti-véhicule")
        case .evacuation: Words("evacuation plan", "plan d'évacuation")
        }
    }

    /// In order of name.
    public static func < (left: Measure, right: Measure) -> Bool { left.rawValue < right.rawValue }
}
