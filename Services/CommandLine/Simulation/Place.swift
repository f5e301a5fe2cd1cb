/// A spot where things happen more often than elsewhere.
struct Place {
    /// What sort of spot it is; decides which kinds of incident it draws.
    enum Character: Int, CaseIterable {
        case nightlife, station, beach, stadium, market, estate, park, harbour, shopping, massif
    }

    let name: String
    let latitude: Double
    let longitude: Double
    /// Metres, one standard deviation.
    let spread: Double
    let characters: [Character]
    /// How busy it is against the others of its sort.
    let weight: Double

    func has(_ character: Character) -> Bool { characters.contains(character) }

    static let stadium = Place("Stade Vélodrome", 43.2698, 5.3959, 220, [.stadium], 1)

    /// Spots of a Marseille-like city; positions are rounded and weights are ours.
    static let all: [Place] = [
        Place("Vieux-Port", 43.2952, 5.3744, 160, [.nightlife, .harbour, .shopping], 1.4),
        Place("Cours Julien", 43.2937, 5.3838, 110, [.nightlife], 1.5),
        Place("La Plaine", 43.2949, 5.3875, 120, [.nightlife, .market], 1.2),
        Place("Opéra", 43.2928, 5.3760, 120, [.nightlife], 0.9),
        Place("Noailles", 43.2966, 5.3806, 90, [.market, .station, .shopping], 1.6),
        Place("Belsunce", 43.2994, 5.3778, 130, [.market, .shopping], 1.0),
        Place("Gare Saint-Charles", 43.3028, 5.3806, 130, [.station], 1.8),
        Place("Castellane", 43.2858, 5.3841, 130, [.station, .shopping], 1.1),
        Place("La Joliette", 43.3046, 5.3668, 170, [.station, .harbour, .shopping], 0.9),
        Place("Bougainville", 43.3183, 5.3716, 140, [.station], 0.8),
        Place("La Rose", 43.3333, 5.4288, 160, [.station, .estate], 0.8),
        Place("La Timone", 43.2897, 5.4012, 150, [.station], 0.8),
        stadium,
        Place("Rond-point du Prado", 43.2725, 5.3925, 150, [.station], 0.8),
        Place("Plages du Prado", 43.2605, 5.3735, 280, [.beach, .nightlife], 1.3),
        Place("Plage des Catalans", 43.2907, 5.3567, 80, [.beach], 1.0),
        Place("Plage du Prophète", 43.2738, 5.3625, 80, [.beach], 0.8),
        Place("Pointe Rouge", 43.2450, 5.3722, 170, [.beach, .harbour], 0.7),
        Place("L'Estaque", 43.3605, 5.3180, 220, [.harbour, .beach], 0.5),
        Place("Marché aux puces", 43.3255, 5.3662, 130, [.market], 1.1),
        Place("Belle de Mai", 43.3118, 5.3872, 190, [.estate], 0.9),
        Place("Saint-Mauront", 43.3155, 5.3795, 170, [.estate], 1.0),
        Place("Frais-Vallon", 43.3262, 5.4260, 170, [.estate], 0.9),
        Place("La Savine", 43.3655, 5.4050, 200, [.estate], 0.6),
        Place("Plan d'Aou", 43.3660, 5.3535, 190, [.estate], 0.8),
        Place("Saint-Barthélemy", 43.3270, 5.3960, 190, [.estate], 0.8),
        Place("Air-Bel", 43.2870, 5.4365, 170, [.estate], 0.7),
        Place("Grand Littoral", 43.3665, 5.3470, 180, [.shopping], 0.7),
        Place("Parc Borély", 43.2600, 5.3825, 260, [.park], 1.1),
        Place("Parc Longchamp", 43.3048, 5.3958, 170, [.park], 1.0),
        Place("Parc du 26e Centenaire", 43.2830, 5.3940, 160, [.park], 0.7),
        Place("Luminy", 43.2330, 5.4380, 450, [.massif], 1.2),
        Place("Calanques de Sormiou", 43.2180, 5.4200, 600, [.massif], 1.0),
        Place("Massif de l'Étoile", 43.3720, 5.4500, 800, [.massif], 1.0),
        Place("La Nerthe", 43.3750, 5.3300, 600, [.massif], 0.8),
    ]

    private init(
        _ name: String, _ latitude: Double, _ longitude: Double, _ spread: Double, _ characters: [Character], _ weight: Double
    ) {
        self.name = name
        self.latitude = latitude
        self.longitude = longitude
        self.spread = spread
        self.characters = characters
        self.weight = weight
    }
}
