import Domain

/// Mains courantes as municipal software exports them: semicolons, Windows-1252, French days, decimal commas, free text with persons in it,
/// a row a version.
enum PoliceLogFeed {
    /// What the municipal software calls our categories.
    static let natures: [Category: String] = [
        .noise: "TAPAGE NOCTURNE", .brawl: "RIXE", .assault: "AGRESSION", .publicIntoxication: "IVRESSE PUBLIQUE",
        .gathering: "ATTROUPEMENT",
        .streetVending: "VENTE A LA SAUVETTE", .theft: "VOL", .burglary: "CAMBRIOLAGE", .damage: "DEGRADATION BIEN PUBLIC",
        .dumping: "DEPOT SAUVAGE", .streetRodeo: "RODEO MOTORISE", .obstruction: "STATIONNEMENT GENANT", .animal: "CHIEN DANGEREUX",
        .suspiciousObject: "COLIS SUSPECT", .shots: "COUPS DE FEU", .roadAccident: "ACCIDENT CIRCULATION", .other: "AUTRE",
        .refusedSexual: "ATTEINTE SEXUELLE", .firstAid: "ASSISTANCE PERSONNE",
    ]

    /// How the columns are declared in the register.
    static let columns = """
        columns:
          delimiter: ";"
          encoding: windows-1252
          decimal: comma
          time: [Date faits, Heure faits]
          time-format: dd/MM/yyyy HH:mm:ss
          said: Date saisie
          id: N° MC
          version: Version
          category: Nature
          severity: Gravité
          latitude: Latitude
          longitude: Longitude
          unknown: ["0,00"]
          withdrawn: { column: Annulé, value: [oui] }
        """

    static func file(_ story: SourceStory, source: SimulatedSource) -> FeedFile {
        var text =
            "N° MC;Date faits;Heure faits;Date saisie;Nature;Gravité;Lieu;Code postal;Latitude;Longitude;Observations;Agent;Version;Annulé\r\n"
        for arrival in story.arrivals { text += row(arrival) + "\r\n" }
        return FeedFile(
            name: "main-courante.csv", format: "police-log", source: source.identifier, bytes: FeedText.windows1252(text),
            facts: story.standing.map { FeedFile.Fact($0) })
    }

    private static func row(_ arrival: Arrival) -> String {
        let observation = arrival.observation
        let fact = FeedText.Wall(observation.phenomenonStart?.seconds ?? 0)
        let typed = FeedText.Wall(arrival.time)
        let category = Category(code: observation.originalCode) ?? .other
        // As agents write: with names, telephones and plates. The adapter must leave all of it behind.
        var random = SplitMix64(seed: FeedText.choice(observation.observationID, .max))
        let note = NoteWriter.note(category: category.code, using: &random)
        let isWithdrawn = observation.operation == .withdraw
        return [
            observation.observationID, fact.frenchDay, fact.clock, "\(typed.frenchDay) \(typed.clock)", natures[category] ?? "AUTRE",
            "\(observation.severity)", "RUE DU MOULIN", "13001", FeedText.comma(FeedText.degrees(observation.latitude ?? 0)),
            FeedText.comma(FeedText.degrees(observation.longitude ?? 0)), "constaté : \"vu\" ; \(note)",
            "PM\(100 + FeedText.choice(observation.observationID, 800))",
            "\(observation.version + 1)", isWithdrawn ? "oui" : "",
        ].map(FeedText.field).joined(separator: ";")
    }
}
