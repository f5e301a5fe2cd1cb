/// What raises or lowers a whole forecast: a ratio by which every cell's expectation is multiplied.
public struct ForecastFactor: Hashable, Sendable {
    /// What it stands for. Raw values are numbers on the wire, never reused.
    public enum Kind: UInt8, CaseIterable, Sendable, Hashable {
        /// The hours of the window against a whole day.
        case hours = 1
        /// The day of the week.
        case weekday
        /// The time of year.
        case season
        /// A public holiday, or its eve.
        case publicHoliday
        /// School holidays.
        case schoolHoliday
        case rain
        case temperature
        case wind
        /// How many people are in the city.
        case presence
        /// Delays and disruption of public transport.
        case transit
        case emergencyVisits
        /// Warnings of the weather service.
        case vigilance
        /// Attendance of planned events, over the whole territory.
        case plannedEvents

        /// In English.
        public var english: String {
            switch self {
            case .hours: "hours of the day"
            case .weekday: "day of the week"
            case .season: "time of year"
            case .publicHoliday: "public holiday"
            case .schoolHoliday: "school holidays"
            case .rain: "rain"
            case .temperature: "temperature"
            case .wind: "wind"
            case .presence: "people in the city"
            case .transit: "public transport disruption"
            case .emergencyVisits: "emergency visits"
            case .vigilance: "weather warning"
            case .plannedEvents: "planned events"
            }
        }

        /// In French.
        public var french: String {
            switch self {
            case .hours: "heures de la journée"
            case .weekday: "jour de la semaine"
            case .season: "saison"
            case .publicHoliday: "jour férié"
            case .schoolHoliday: "vacances scolaires"
            case .rain: "pluie"
            case .temperature: "température"
            case .wind: "vent"
            case .presence: "affluence en ville"
            case .transit: "perturbation des transports"
            case .emergencyVisits: "passages aux urgences"
            case .vigilance: "vigilance météo"
            case .plannedEvents: "événements prévus"
            }
        }
    }

    /// What raises or lowers it.
    public var kind: Kind
    /// More than 0; 1 changes nothing.
    public var ratio: Double

    /// A factor.
    public init(kind: Kind, ratio: Double) {
        self.kind = kind
        self.ratio = ratio
    }
}
