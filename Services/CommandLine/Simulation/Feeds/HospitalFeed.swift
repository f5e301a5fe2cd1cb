import Domain

/// Emergency visits in the national layout of the RPU: a patient an element, none of whom exists, one document an establishment, extracted
/// at four the next morning.
enum HospitalFeed {
    /// Numbers of the national file of establishments that it does not use.
    static func number(_ place: Int) -> String { "13099999\(place)" }
    private static let diagnoses = ["S610", "I639", "J189", "R104", "F102", "T009", "M545", "K359"]

    static func files(_ story: SourceStory, source: SimulatedSource, span: Range<Int64>) -> (files: [FeedFile], places: [PlaceEntry]) {
        var book = PlaceBook("")
        var visits: [String: [Observation]] = [:]
        for observation in story.standing {
            guard let latitude = observation.latitude, let longitude = observation.longitude else { continue }
            let code = book.code(latitude, longitude, name: number(book.entries.count))
            visits[code, default: []].append(observation)
        }
        let files = visits.keys.sorted().map { code in file(code, visits[code] ?? [], source, span) }
        return (files, book.entries)
    }

    private static func file(_ code: String, _ hours: [Observation], _ source: SimulatedSource, _ span: Range<Int64>) -> FeedFile {
        let first = FeedText.Wall(span.lowerBound)
        let last = FeedText.Wall(span.upperBound - 1)
        let extracted = FeedText.Wall(span.upperBound + 4 * 3_600)
        var text = """
            <?xml version="1.0" encoding="ISO-8859-1"?>
            <OSCOUR><ETABLISSEMENT><FINESS>\(code)</FINESS><ORDRE>1</ORDRE><EXTRACT>\(extracted.frenchDay) \(extracted.clock)</EXTRACT>
            <DATEDEBUT>\(first.frenchDay)</DATEDEBUT><DATEFIN>\(last.frenchDay)</DATEFIN></ETABLISSEMENT><PASSAGES>

            """
        var facts: [FeedFile.Fact] = []
        for hour in hours {
            guard let start = hour.phenomenonStart?.seconds else { continue }
            let key = "\(code)/\(start)"
            // A count that was told as small is some number below ten.
            let count = hour.value.map { Int($0) } ?? Int(FeedText.choice(key, 10))
            for patient in 0..<count { text += element(start, "\(key)/\(patient)") }
            facts.append(FeedFile.Fact(hour))
        }
        text += "</PASSAGES></OSCOUR>\n"
        return FeedFile(
            name: "rpu-\(code).xml", format: "rpu", source: source.identifier, bytes: FeedText.windows1252(text), facts: facts)
    }

    private static func element(_ hour: Int64, _ key: String) -> String {
        let entry = FeedText.Wall(hour + Int64(FeedText.choice(key + "/m", 60)) * 60)
        let diagnosis = diagnoses[Int(FeedText.choice(key + "/d", UInt64(diagnoses.count)))]
        let born = "\(FeedText.two(Int(FeedText.choice(key + "/j", 28)) + 1))/05/\(1_930 + FeedText.choice(key + "/a", 90))"
        return
            "<PATIENT><CP>13001</CP><COMMUNE>MARSEILLE</COMMUNE><NAISSANCE>\(born)</NAISSANCE><SEXE>\(FeedText.choice(key, 2) == 0 ? "F" : "M")</SEXE>"
            + "<ENTREE>\(entry.frenchDay) \(FeedText.two(entry.hour)):\(FeedText.two(entry.minute))</ENTREE><MODE_ENTREE>8</MODE_ENTREE>"
            + "<PROVENANCE>PEA</PROVENANCE><TRANSPORT>PERSO</TRANSPORT><TRANSPORT_PEC>AUCUN</TRANSPORT_PEC><MOTIF>malaise</MOTIF>"
            + "<GRAVITE>2</GRAVITE><DP>\(diagnosis)</DP><LISTE_DA/><LISTE_ACTES/><SORTIE></SORTIE><MODE_SORTIE></MODE_SORTIE>"
            + "<DESTINATION></DESTINATION><ORIENT></ORIENT></PATIENT>\n"
    }
}
