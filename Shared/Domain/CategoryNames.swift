extension Category {
    /// The category of a code, such as `street-vending`.
    public init?(code: String) {
        guard let category = Category.byCode[code] else { return nil }
        self = category
    }

    private static let byCode = Dictionary(uniqueKeysWithValues: Category.allCases.map { ($0.code, $0) })

    /// The name used in configuration, in files and on the command line.
    public var code: String { entry.code }
    /// What a French reader sees.
    public var french: String { entry.french }
    /// What an English reader sees.
    public var english: String { entry.english }
    /// Codes of the national nomenclature; empty where it has none.
    public var nomenclature: [String] { entry.nomenclature.split(separator: " ").map(String.init) }

    private var entry: (code: String, french: String, english: String, nomenclature: String) {
        switch self {
        case .noise: ("noise", "Tapage et nuisances sonores", "Noise and nuisance", "C07.07")
        case .brawl: ("brawl", "Rixe et différend sur la voie publique", "Fight or public dispute", "C07.03 C07.02")
        case .assault: ("assault", "Agression et violence", "Assault", "C02.15")
        case .publicIntoxication: ("public-intoxication", "Ivresse publique et manifeste", "Public intoxication", "C07.05")
        case .gathering:
            ("gathering", "Attroupement et occupation de l'espace", "Gathering and occupation of public space", "C07.04 C06.07")
        case .streetVending: ("street-vending", "Vente à la sauvette", "Unlicensed street vending", "C06.08")
        case .theft: ("theft", "Vol", "Theft", "C03.02")
        case .burglary: ("burglary", "Cambriolage et intrusion", "Burglary and trespass", "C03.03 C03.04")
        case .damage: ("damage", "Dégradation de biens publics ou privés", "Vandalism and damage", "C03.01")
        case .dumping: ("dumping", "Dépôt sauvage", "Illegal dumping", "C08.08")
        case .streetRodeo: ("street-rodeo", "Rodéo motorisé et conduite dangereuse", "Dangerous driving and street racing", "C06.03")
        case .obstruction: ("obstruction", "Stationnement et circulation gênants", "Obstructive parking and traffic", "C06.03")
        case .roadAccident: ("road-accident", "Accident de la circulation", "Road accident", "C01.01 C01.05")
        case .transitIncident: ("transit-incident", "Incident dans les transports", "Public transport incident", "C01.02")
        case .fireBuilding: ("fire-building", "Incendie de bâtiment", "Building fire", "C04.02")
        case .fireVehicle: ("fire-vehicle", "Incendie de véhicule", "Vehicle fire", "C04.01")
        case .fireStreet: ("fire-street", "Feu de poubelle ou sur voie publique", "Bin or street fire", "C04.06 C04.07")
        case .fireVegetation: ("fire-vegetation", "Feu de végétation", "Vegetation fire", "C04.05")
        case .firstAid: ("first-aid", "Secours à personne sur la voie publique", "Medical aid in public space", "C02.05 C02.08 C02.11")
        case .drowning: ("drowning", "Secours en mer et baignade", "Sea and bathing rescue", "C02.10 C01.03")
        case .animal: ("animal", "Animal errant ou dangereux", "Stray or dangerous animal", "C03.08 C03.12")
        case .treeHazard: ("tree-hazard", "Arbre et mobilier dangereux", "Dangerous tree or street furniture", "C08.05 C08.06")
        case .hazardNetwork:
            ("hazard-network", "Gaz eau électricité immeuble en péril", "Utility failure or unsafe building", "C09.01 C09.02 C09.03 C09.05")
        case .flood: ("flood", "Inondation", "Flood", "C08.01")
        case .suspiciousObject:
            ("suspicious-object", "Colis suspect et alerte à la bombe", "Suspicious object and bomb threat", "C07.01 C07.11")
        case .shots: ("shots", "Coups de feu", "Shots fired", "C07.12")
        case .other: ("other", "Autre", "Other", "C07.13 C11.06")
        case .refusedSexual: ("refused-sexual", "Atteinte sexuelle", "Sexual assault", "C02.14")
        case .refusedSuicide: ("refused-suicide", "Tentative de suicide", "Suicide attempt", "C02.13")
        case .refusedStatus: ("refused-status", "Séjour des étrangers et racolage", "Residence status and soliciting", "C06.06 C06.01")
        case .presence: ("presence", "Présence", "Presence", "")
        case .ridershipDelay: ("ridership-delay", "Retard et affluence", "Delay and crowding", "")
        case .emergencyVisits: ("emergency-visits", "Passages aux urgences", "Emergency visits", "")
        case .temperature: ("temperature", "Température", "Temperature", "")
        case .rain: ("rain", "Pluie", "Rain", "")
        case .wind: ("wind", "Vent (mistral)", "Wind", "")
        case .vigilance: ("vigilance", "Vigilance météorologique", "Weather warning level", "")
        case .plannedEvent: ("planned-event", "Événement prévu", "Planned event", "")
        case .resourcesEngaged: ("resources-engaged", "Moyens engagés", "Resources engaged", "")
        }
    }
}
