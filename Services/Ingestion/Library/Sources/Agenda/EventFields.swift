/// What the tables and objects of agendas call their fields: names in use in France, compared without case, accents, blanks or underscores.
enum EventField: Int, CaseIterable, Sendable {
    case identifier, kind, nature, day, start, end, startClock, endClock, place, latitude, longitude, route, attendance, status, said
    /// Latitude and longitude in one, `43.29, 5.37`.
    case coordinates

    /// Names, the most telling first.
    var names: [String] {
        switch self {
        case .identifier: ["id", "identifiant", "uid", "code", "reference", "gid", "objectid", "numero"]
        case .kind: ["type", "typeevenement", "categorie", "category", "kind", "typologie", "eventtype"]
        case .nature: ["nature", "forme", "soustype", "naturetravaux"]
        case .day: ["date", "jour", "day"]
        case .start:
            [
                "debut", "datedebut", "datededebut", "startdate", "start", "datedebutprevue", "begin", "begindate", "dtstart",
                "startdatetime",
                "datedebuttravaux", "datedebutevenement", "dateheuredebut",
            ]
        case .end:
            [
                "fin", "datefin", "datedefin", "enddate", "end", "datefinprevue", "dtend", "enddatetime", "datefintravaux",
                "datefinevenement",
                "dateheurefin",
            ]
        case .startClock: ["heuredebut", "heurededebut", "hdebut", "starttime", "heure", "horairedebut"]
        case .endClock: ["heurefin", "heuredefin", "hfin", "endtime", "horairefin"]
        case .place:
            [
                "lieu", "lieudepart", "adresse", "place", "location", "voie", "nomvoie", "localisation", "roadnames", "quartier", "cp",
                "codepostal",
            ]
        case .latitude: ["lat", "latitude", "y"]
        case .longitude: ["lon", "lng", "long", "longitude", "x"]
        case .route: ["itineraire", "parcours", "route", "trace"]
        case .attendance:
            [
                "participantsattendus", "attendance", "participants", "affluence", "jauge", "frequentation", "effectif",
                "expectedattendance", "nombredeparticipants", "nombreparticipants", "nbparticipants", "effectifattendu",
                "publicattendu",
            ]
        case .status: ["statut", "status", "etat"]
        case .coordinates: ["geopoint2d", "geopoint", "coordonnees", "coordonneesgeographiques", "coordinates", "latlon", "latlong"]
        case .said: ["misajour", "datemaj", "updatedate", "modifiele", "lastupdate"]
        }
    }

    /// Names of fields that tell why people gather or who calls them: political, trade-union or religious (GDPR art. 9). Refused, not dropped:
    /// whoever sends them must stop.
    static let sensitive: Set<String> = [
        "organisateur", "organisateurs", "organizer", "organiser", "organisation", "syndicat", "syndicats", "parti", "partipolitique",
        "motif", "motifs", "revendication", "revendications", "motdordre", "slogan", "opinion", "religion", "confession", "mouvement",
        "appartenance", "declarant", "motifmanifestation", "objetmanifestation",
    ]

    /// A name without case, accents, blanks and signs.
    static func fold(_ name: String) -> String {
        PlaceTable.fold(name).lowercased().filter { $0.isLetter || $0.isNumber }
    }
}

/// What a status says of an event.
enum EventStatus: Sendable {
    case holds, cancelled, draft

    /// By the words in use; what is not known holds.
    init(_ text: String) {
        let word = EventField.fold(text)
        // What is postponed (reporté) takes place all the same, at another time.
        if ["annul", "cancel", "supprim", "interdi"].contains(where: word.hasPrefix) {
            self = .cancelled
        } else if ["brouillon", "draft", "projet"].contains(where: word.hasPrefix) {
            self = .draft
        } else {
            self = .holds
        }
    }
}
