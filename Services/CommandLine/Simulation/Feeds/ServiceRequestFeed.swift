import Domain

/// Reports of the parks' agents and of residents as an Open311 GeoReport v2 server answers: the list as it stands in the end, half of it in
/// JSON, half in XML; what was withdrawn stands as closed for being a duplicate.
enum ServiceRequestFeed {
    private static let services: [Category: (code: String, name: String)] = [
        .damage: ("001", "Dégradation, tags et graffiti"), .dumping: ("006", "Dépôt sauvage, encombrants"),
        .treeHazard: ("012", "Arbre ou branche dangereuse"), .animal: ("020", "Animal errant ou dangereux"),
    ]

    static func files(_ story: SourceStory, source: SimulatedSource) -> [FeedFile] {
        let json = story.last.filter { FeedText.choice($0.observationID, 2) == 0 }
        let xml = story.last.filter { FeedText.choice($0.observationID, 2) == 1 }
        func facts(_ observations: [Observation]) -> [FeedFile.Fact] {
            observations.filter { $0.operation != .withdraw }.map { FeedFile.Fact($0) }
        }
        let objects = json.map { pairs($0) }.map { fields in
            "{\(fields.map { "\(FeedTree.quoted($0.name)):\($0.isNumber ? $0.text : FeedTree.quoted($0.text))" }.joined(separator: ","))}"
        }
        let elements = xml.map { pairs($0) }.map { fields in
            "<request>\(fields.map { "<\($0.name)>\(FeedText.markup($0.text))</\($0.name)>" }.joined())</request>"
        }
        let document =
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<service_requests>\n\(elements.joined(separator: "\n"))\n</service_requests>\n"
        return [
            FeedFile(
                name: "georeport.json", format: "georeport", source: source.identifier,
                bytes: Array("[\n\(objects.joined(separator: ",\n"))\n]\n".utf8), facts: facts(json)),
            FeedFile(
                name: "georeport.xml", format: "georeport", source: source.identifier, bytes: Array(document.utf8), facts: facts(xml)),
        ]
    }

    private static func pairs(_ observation: Observation) -> [(name: String, text: String, isNumber: Bool)] {
        let category = Category(code: observation.originalCode) ?? .other
        let service = services[category] ?? ("099", "Autre demande")
        let start = observation.phenomenonStart?.seconds ?? 0
        let isWithdrawn = observation.operation == .withdraw
        return [
            ("service_request_id", observation.observationID, false), ("status", isWithdrawn ? "closed" : "open", false),
            ("status_notes", isWithdrawn ? "Doublon" : "", false), ("service_name", service.name, false),
            ("service_code", service.code, false), ("description", observation.text, false),
            ("requested_datetime", FeedText.Wall(start).iso, false),
            ("updated_datetime", FeedText.Wall(start + 3_600 * Int64(observation.version + 1)).iso, false),
            ("address", "12 rue des Lilas", false), ("lat", FeedText.degrees(observation.latitude ?? 0), true),
            ("long", FeedText.degrees(observation.longitude ?? 0), true),
            ("media_url", "https://example.org/\(observation.observationID).jpg", false),
        ]
    }
}
