public import Domain
public import Projection

extension AlertDocuments {
    /// An alert as a CAP 1.2 message: an `info` block in French and one in English, the elements in the order of the schema.
    ///
    /// - Throws: where PROJ cannot be used.
    public func cap(_ alert: Alert) throws(ProjectionError) -> String {
        var xml = XMLText()
        xml.open("alert", " xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"")
        xml.element("identifier", CAPText.name(alert.identifier))
        xml.element("sender", CAPText.name(alert.sender))
        xml.element("sent", CAPText.time(alert.sent))
        xml.element("status", CAPText.status(alert.status))
        xml.element("msgType", CAPText.messageType(alert.messageType))
        xml.element("scope", alert.isReleased ? "Public" : "Restricted")
        if !alert.isReleased {
            let audiences = alert.audiences.isEmpty ? "nobody" : alert.audiences.sorted().map(\.name).joined(separator: ", ")
            xml.element("restriction", "For \(audiences) of \(territory)")
        }
        xml.optional("references", alert.references.map(CAPText.reference).joined(separator: " "))
        // An incident in CAP's sense is what several messages are about: our thread.
        xml.optional("incidents", CAPText.name(alert.thread))
        let polygons = try polygons(alert)
        for language in Alert.Language.allCases where alert.wording(language) != Alert.Wording() { info(alert, language, polygons, &xml) }
        if alert.french == Alert.Wording(), alert.english == Alert.Wording() { info(alert, .english, polygons, &xml) }
        xml.close("alert")
        return xml.text
    }

    private func info(_ alert: Alert, _ language: Alert.Language, _ polygons: [String], _ xml: inout XMLText) {
        let words = alert.wording(language)
        xml.open("info")
        xml.element("language", language.rawValue)
        xml.element("category", CAPText.category(alert.capCategory))
        xml.element("event", words.event.isEmpty ? (language == .french ? alert.category.french : alert.category.english) : words.event)
        for type in alert.responseTypes { xml.element("responseType", CAPText.responseType(type)) }
        xml.element("urgency", CAPText.urgency(alert.urgency))
        xml.element("severity", CAPText.severity(alert.severity))
        xml.element("certainty", CAPText.certainty(alert.certainty))
        xml.open("eventCode")
        xml.element("valueName", "quietude-category")
        xml.element("value", alert.category.code)
        xml.close("eventCode")
        xml.element("effective", CAPText.time(alert.effective))
        xml.element("onset", CAPText.time(alert.onset))
        xml.element("expires", CAPText.time(alert.expires))
        xml.element("senderName", territory)
        xml.optional("headline", words.headline)
        xml.optional("description", words.description)
        xml.optional("instruction", words.instruction)
        for (name, value) in [("rule", alert.rule), ("occasion", "\(alert.occasion)"), ("escalation", "\(alert.escalation)")] {
            xml.open("parameter")
            xml.element("valueName", "quietude-\(name)")
            xml.element("value", value)
            xml.close("parameter")
        }
        area(alert, language, polygons, &xml)
        xml.close("info")
    }

    private func area(_ alert: Alert, _ language: Alert.Language, _ polygons: [String], _ xml: inout XMLText) {
        let place = language == .french ? alert.place.french : alert.place.english
        xml.open("area")
        xml.element("areaDesc", place.isEmpty ? territory : place)
        for polygon in polygons { xml.element("polygon", polygon) }
        for cell in alert.cells { geocode(grid?.inspireCode(of: cell) == nil ? "quietude-cell" : "INSPIRE", code(cell), &xml) }
        for zone in alert.zones { geocode("quietude-zone", zone, &xml) }
        xml.close("area")
    }

    private func geocode(_ name: String, _ value: String, _ xml: inout XMLText) {
        xml.open("geocode")
        xml.element("valueName", name)
        xml.element("value", value)
        xml.close("geocode")
    }

    /// The INSPIRE code, or level, column and row.
    func code(_ cell: Cell) -> String { grid?.inspireCode(of: cell) ?? "L\(cell.level)C\(cell.column)R\(cell.row)" }

    /// CAP's polygons: latitude, longitude; closed; without holes.
    private func polygons(_ alert: Alert) throws(ProjectionError) -> [String] {
        guard let grid, !alert.cells.isEmpty else { return [] }
        return try AlertOutline(withoutHoles: alert.cells, on: grid).parts.compactMap(\.first).filter { $0.count >= 4 }.map { ring in
            ring.map { DecimalText.degrees($0.latitude) + "," + DecimalText.degrees($0.longitude) }.joined(separator: " ")
        }
    }
}
