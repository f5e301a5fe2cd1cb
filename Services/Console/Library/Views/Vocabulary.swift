import Advice
public import Domain

/// The words of the house, for the page.
public enum Vocabulary {
    /// Categories gathered under a name that people use.
    public struct Theme: Sendable {
        /// Such as `quiet`.
        public var identifier: String
        /// As people read it.
        public var words: (french: String, english: String)
        /// In order.
        public var categories: [Domain.Category]
    }

    /// All themes; every category that is counted is in one.
    public static let allThemes: [Theme] = [
        Theme(
            identifier: "quiet", words: ("Tranquillité", "Quiet"),
            categories: [.noise, .brawl, .publicIntoxication, .gathering, .streetVending, .streetRodeo]),
        Theme(identifier: "safety", words: ("Sécurité", "Safety"), categories: [.assault, .theft, .burglary, .shots, .suspiciousObject]),
        Theme(
            identifier: "public-space", words: ("Espace public", "Public space"),
            categories: [.damage, .dumping, .obstruction, .animal, .treeHazard]),
        Theme(
            identifier: "traffic", words: ("Circulation et transports", "Traffic and transport"),
            categories: [.roadAccident, .transitIncident]),
        Theme(
            identifier: "fire", words: ("Incendies", "Fires"), categories: [.fireBuilding, .fireVehicle, .fireStreet, .fireVegetation]),
        Theme(
            identifier: "rescue", words: ("Secours et risques", "Rescue and hazards"),
            categories: [.firstAid, .drowning, .hazardNetwork, .flood]),
        Theme(identifier: "other", words: ("Autres", "Other"), categories: [.other]),
    ]

    /// The categories of a theme; nil where there is none of that name.
    public static func theme(_ identifier: String) -> Theme? { allThemes.first { $0.identifier == identifier } }

    /// `categories` of /api/settings.
    public static var categories: JSON {
        .array(
            Domain.Category.allCases.map { category in
                [
                    "id": .category(category), "code": .string(category.code), "use": .string("\(category.use)"),
                    "text": .words(french: category.french, english: category.english),
                ]
            })
    }

    /// `themes` of /api/settings.
    public static var themes: JSON {
        .array(
            allThemes.map { theme in
                [
                    "id": .string(theme.identifier), "text": .words(french: theme.words.french, english: theme.words.english),
                    "categories": .array(theme.categories.map { .category($0) }),
                ]
            })
    }

    /// `sources` of /api/settings.
    public static var kinds: JSON {
        .array(SourceKind.allCases.map { ["kind": .string($0.name), "text": .words(words(of: $0))] })
    }

    static func words(of kind: SourceKind) -> Words {
        switch kind {
        case .policeLog: Words("Police log", "Mains courantes")
        case .camera: Words("Camera analytics", "Analyse vidéo")
        case .weather: Words("Weather", "Météo")
        case .fireBrigade: Words("Fire brigade", "Marins-pompiers")
        case .parks: Words("Parks", "Espaces verts")
        case .mobilePresence: Words("Presence of people", "Présence de population")
        case .transit: Words("Public transport", "Transports en commun")
        case .hospital: Words("Hospitals", "Hôpitaux")
        case .agenda: Words("Agenda", "Agenda")
        }
    }
}
