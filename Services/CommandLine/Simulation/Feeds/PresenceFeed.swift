import Domain

/// Presence as a mobile operator delivers it, in the manner of Flux Vision: a row a zone, hour and class of people, small counts suppressed.
enum PresenceFeed {
    static let threshold = 20
    private static let classes: [(name: String, origin: String, part: Double)] = [
        ("Resident", "Locale", 0.6), ("Excursionniste", "Bouches-du-Rhône", 0.3), ("Touriste", "Etranger", 0.1),
    ]

    static func file(_ story: SourceStory, source: SimulatedSource, zones: [PlaceEntry]) -> FeedFile {
        var text = "Date;TrancheHoraire;Zone;Categorie;Provenance;Volume;Qualite\r\n"
        var facts: [FeedFile.Fact] = []
        let names = Dictionary(zones.map { ("\($0.latitude),\($0.longitude)", $0.code) }, uniquingKeysWith: { first, _ in first })
        for observation in story.standing {
            guard let start = observation.phenomenonStart?.seconds, let latitude = observation.latitude,
                let longitude = observation.longitude,
                let zone = names["\(latitude),\(longitude)"]
            else { continue }
            let wall = FeedText.Wall(start)
            let slot = "\(FeedText.two(wall.hour))h-\(FeedText.two((wall.hour + 1) % 24))h"
            for (name, origin, part) in classes {
                let volume = observation.value.map { ($0 * part).rounded() } ?? 0
                let isSuppressed = volume < Double(threshold)
                text +=
                    "\(wall.frenchDay);\(slot);\(zone);\(name);\(origin);\(isSuppressed ? "<\(threshold)" : "\(Int(volume))");nominal\r\n"
                facts.append(
                    FeedFile.Fact(
                        observation.originalCode, start, end: start + 3_600, at: (latitude, longitude), value: isSuppressed ? nil : volume,
                        upper: isSuppressed ? Double(threshold - 1) : nil))
            }
        }
        return FeedFile(
            name: "presence.csv", format: "mobile-presence", source: source.identifier, bytes: FeedText.windows1252(text), facts: facts)
    }
}
