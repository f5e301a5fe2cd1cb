import Domain

/// What readings tell of a day that may raise or lower incidents.
enum Measure: Int, CaseIterable, Sendable {
    case rain, temperature, wind, presence, transit, emergencyVisits, vigilance

    /// The measure that a category of readings tells of; nil for planned events, which have a place and hours, and for incidents.
    init?(_ category: Category) {
        switch category {
        case .rain: self = .rain
        case .temperature: self = .temperature
        case .wind: self = .wind
        case .presence: self = .presence
        case .ridershipDelay: self = .transit
        case .emergencyVisits: self = .emergencyVisits
        case .vigilance: self = .vigilance
        default: return nil
        }
    }

    /// Who tells of it.
    var kind: SourceKind {
        switch self {
        case .rain, .temperature, .wind, .vigilance: .weather
        case .presence: .mobilePresence
        case .transit: .transit
        case .emergencyVisits: .hospital
        }
    }

    /// What it is called among a forecast's factors.
    var factor: ForecastFactor.Kind {
        switch self {
        case .rain: .rain
        case .temperature: .temperature
        case .wind: .wind
        case .presence: .presence
        case .transit: .transit
        case .emergencyVisits: .emergencyVisits
        case .vigilance: .vigilance
        }
    }

    /// Whether it has a week of its own, against which a day is compared.
    var hasWeek: Bool { self == .presence || self == .transit || self == .emergencyVisits }
}
