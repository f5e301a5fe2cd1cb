import Domain

/// The fire brigade's cases as the 15/18/112 hub carries them: RC-EDA and EMSI, in JSON and in XML, each in its EDXL-DE envelope; updates,
/// cancellations and exercises among them.
enum EmergencyFeed {
    /// EMSI's own word for kinds of which it has one that says the same.
    private static let events: [Category: String] = [
        .fireStreet: "FIR/UNK", .fireVehicle: "FIR/VEHFIR", .fireBuilding: "FIR/BLDFIR", .fireVegetation: "FIR/FORFIR", .flood: "FLD/FLS",
        .roadAccident: "TRP/COL",
    ]

    static func files(_ story: SourceStory, source: SimulatedSource) -> [FeedFile] {
        var json = ""
        var xml = ""
        // A case keeps its standard and its writing, whatever its messages say.
        var kinds: [String: Bool] = [:]
        for arrival in story.arrivals {
            let identifier = arrival.observation.observationID
            let isXML = isXML(identifier)
            let isEMSI = kinds[identifier] ?? (events[category(arrival)] != nil && FeedText.choice(identifier, 5) < 2)
            kinds[identifier] = isEMSI
            if isXML { xml += message(arrival, isEMSI, isXML: true) } else { json += message(arrival, isEMSI, isXML: false) + "\n" }
        }
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<messages>\n"
        func facts(_ wanted: Bool) -> [FeedFile.Fact] {
            story.standing.filter { isXML($0.observationID) == wanted }.map { FeedFile.Fact($0) }
        }
        return [
            FeedFile(name: "hub-18.jsonl", format: "emergency", source: source.identifier, bytes: Array(json.utf8), facts: facts(false)),
            FeedFile(
                name: "hub-18.xml", format: "emergency", source: source.identifier, bytes: Array("\(head)\(xml)</messages>\n".utf8),
                facts: facts(true)),
        ]
    }

    private static func isXML(_ identifier: String) -> Bool { FeedText.choice(identifier + "/xml", 3) == 0 }

    private static func category(_ arrival: Arrival) -> Category { Category(code: arrival.observation.originalCode) ?? .other }

    private static func message(_ arrival: Arrival, _ isEMSI: Bool, isXML: Bool) -> String {
        let observation = arrival.observation
        let kind = observation.operation == .create ? "Report" : (observation.operation == .replace ? "Update" : "Cancel")
        let status = observation.status == .exercise ? "Exercise" : "Actual"
        let sent = FeedText.Wall(arrival.time).iso
        let name = "fr.fire.bmpm_\(observation.observationID)_\(observation.version)"
        let payload = isEMSI && events[category(arrival)] != nil ? emsi(arrival, kind, sent) : createCase(arrival)
        let message = FeedTree(
            "message",
            [
                FeedTree("messageId", name), FeedTree("sender", [FeedTree("name", "BMPM"), FeedTree("URI", "hubex:fr.fire.bmpm")]),
                FeedTree("sentAt", sent), FeedTree("status", status), FeedTree("kind", kind), payload,
            ])
        let wrapper = isXML ? ("contentXML", "embeddedXMLContent") : ("jsonContent", "embeddedJsonContent")
        let content = FeedTree("content", [FeedTree(wrapper.0, [FeedTree(wrapper.1, [message])])])
        let envelope = FeedTree(
            "edxlDistribution",
            [
                FeedTree("distributionID", name), FeedTree("senderID", "fr.fire.bmpm"), FeedTree("dateTimeSent", sent),
                FeedTree("dateTimeExpires", FeedText.Wall(arrival.time + 86_400).iso), FeedTree("distributionStatus", status),
                FeedTree("distributionKind", kind), content,
            ], namespace: "urn:oasis:names:tc:emergency:EDXL:DE:2.0")
        return isXML ? envelope.xml + "\n" : envelope.json
    }

    private static func createCase(_ arrival: Arrival) -> FeedTree {
        let observation = arrival.observation
        let category = category(arrival)
        let code = category.nomenclature.first.map { "\($0).00" } ?? "C11.06.00"
        let coordinates = FeedTree(
            "coord",
            [
                FeedTree("lat", number: FeedText.degrees(observation.latitude ?? 0)),
                FeedTree("lon", number: FeedText.degrees(observation.longitude ?? 0)), FeedTree("precision", "ADRESSE"),
            ])
        return FeedTree(
            "createCase",
            [
                FeedTree("caseId", "fr.fire.bmpm.\(observation.observationID)"),
                FeedTree("creation", FeedText.Wall(observation.phenomenonStart?.seconds ?? 0).iso),
                FeedTree(
                    "qualification",
                    [FeedTree("whatsHappen", [FeedTree("code", code), FeedTree("label", category.code)])]),
                FeedTree("location", [FeedTree("locID", "1"), FeedTree("geometry", [FeedTree("point", [coordinates])])]),
                // Persons, as the hub carries them: the adapter must leave them behind.
                FeedTree(
                    "initialAlert",
                    [FeedTree("caller", [FeedTree("freetext", "Mme Océane Mazargoux, tél. 06 39 98 00 00")])]),
            ], namespace: "urn:emergency:cisu:2.0")
    }

    private static func emsi(_ arrival: Arrival, _ kind: String, _ sent: String) -> FeedTree {
        let observation = arrival.observation
        let start = FeedText.Wall(observation.phenomenonStart?.seconds ?? 0).iso
        let scale = observation.severity == .severe ? "3" : (observation.severity == .moderate ? "2" : "1")
        let position = FeedTree(
            "POSITION",
            [
                FeedTree("TYPE", "POINT"), FeedTree("COORDSYS", "EPSG-4326"),
                FeedTree(
                    "COORD",
                    [
                        FeedTree("LAT", number: FeedText.degrees(observation.latitude ?? 0)),
                        FeedTree("LONG", number: FeedText.degrees(observation.longitude ?? 0)),
                    ]),
            ])
        return FeedTree(
            "emsi",
            [
                FeedTree(
                    "CONTEXT",
                    [
                        FeedTree("ID", observation.observationID), FeedTree("MODE", observation.status == .exercise ? "EXERCS" : "ACTUAL"),
                        FeedTree("MSGTYPE", kind == "Report" ? "ALERT" : kind.uppercased()), FeedTree("CREATION", sent),
                    ]),
                FeedTree(
                    "EVENT",
                    [
                        FeedTree("ID", observation.observationID),
                        FeedTree("MAIN_EVENT_ID", "fr.fire.bmpm.\(observation.observationID)"),
                        FeedTree("ETYPE", [FeedTree("CATEGORY", events[category(arrival)] ?? "OTH")]), FeedTree("SCALE", scale),
                        FeedTree("DECL_DATIME", sent), FeedTree("OCC_DATIME", start), FeedTree("EGEO", [position]),
                    ]),
            ], namespace: "urn:emergency:cisu:2.0")
    }
}
