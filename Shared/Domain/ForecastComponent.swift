/// What a forecast is made of: each term of the model belongs to one, and a cell's expectation is exactly their sum. Raw values are numbers on the
/// wire, never reused.
public enum ForecastComponent: UInt8, Sendable, CaseIterable {
    /// The same everywhere in the area.
    case background
    /// The place itself, over the months and years.
    case chronicPlace
    /// What surrounds it, over the months and years.
    case neighbourhood
    /// The place and its surroundings in the last weeks.
    case recent
    /// The last days.
    case nearRepeat
    /// Incidents of other kinds at the place.
    case otherKinds
    /// The place on this kind of day.
    case weekRhythm

    /// In English.
    public var english: String {
        switch self {
        case .background: "background of the area"
        case .chronicPlace: "lasting trouble at the place"
        case .neighbourhood: "neighbourhood"
        case .recent: "last weeks"
        case .nearRepeat: "repeats of the last days"
        case .otherKinds: "other kinds of incidents at the place"
        case .weekRhythm: "rhythm of the week at the place"
        }
    }

    /// In French.
    public var french: String {
        switch self {
        case .background: "fond du secteur"
        case .chronicPlace: "lieu durablement touché"
        case .neighbourhood: "voisinage"
        case .recent: "dernières semaines"
        case .nearRepeat: "répétitions des derniers jours"
        case .otherKinds: "autres faits au même endroit"
        case .weekRhythm: "rythme de la semaine à cet endroit"
        }
    }
}
