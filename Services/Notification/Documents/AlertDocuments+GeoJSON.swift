public import Domain
public import Projection

extension AlertDocuments {
    /// Alerts as a GeoJSON FeatureCollection (RFC 7946), on one line.
    ///
    /// - Throws: where PROJ cannot be used.
    public func collection(_ alerts: [Alert]) throws(ProjectionError) -> String {
        var features: [String] = []
        for alert in alerts { features.append(try feature(alert)) }
        return JSONText.object([("type", JSONText.string("FeatureCollection")), ("features", JSONText.array(features))])
    }

    /// An alert as a GeoJSON Feature, on one line: outer rings counterclockwise, holes clockwise. One that concerns the whole territory has
    /// no geometry (null).
    ///
    /// - Throws: where PROJ cannot be used.
    public func feature(_ alert: Alert) throws(ProjectionError) -> String {
        JSONText.object([
            ("type", JSONText.string("Feature")), ("id", JSONText.string(alert.identifier)), ("geometry", try geometry(alert.cells)),
            ("properties", JSONText.object(properties(alert))),
        ])
    }

    /// The outline of cells as a GeoJSON geometry: Polygon, MultiPolygon, or null where there is none.
    ///
    /// - Throws: where PROJ cannot be used.
    public func geometry(_ cells: [Cell]) throws(ProjectionError) -> String {
        guard let grid, !cells.isEmpty else { return "null" }
        let polygons = try AlertOutline(CellOutline(cells), on: grid).parts.map { rings in
            JSONText.array(
                rings.filter { $0.count >= 4 }.map { ring in
                    JSONText.array(
                        ring.map { JSONText.array([DecimalText.degrees($0.longitude), DecimalText.degrees($0.latitude)]) })
                })
        }
        let (type, coordinates) = polygons.count == 1 ? ("Polygon", polygons[0]) : ("MultiPolygon", JSONText.array(polygons))
        return JSONText.object([("type", JSONText.string(type)), ("coordinates", coordinates)])
    }

    private func properties(_ alert: Alert) -> [(String, String)] {
        func time(_ seconds: Int64) -> String { JSONText.string(DecimalText.time(seconds, utc: "Z")) }
        func words(_ words: Alert.Wording, _ place: String) -> String {
            JSONText.object([
                ("event", JSONText.string(words.event)), ("headline", JSONText.string(words.headline)),
                ("description", JSONText.string(words.description)), ("instruction", JSONText.string(words.instruction)),
                ("place", JSONText.string(place.isEmpty ? territory : place)),
            ])
        }
        func list(_ texts: [String]) -> String { JSONText.array(texts.map(JSONText.string)) }
        return [
            ("sender", JSONText.string(alert.sender)), ("sent", time(alert.sent)),
            ("status", JSONText.string(CAPText.status(alert.status))), ("msgType", JSONText.string(CAPText.messageType(alert.messageType))),
            ("references", list(alert.references.map(\.identifier))), ("thread", JSONText.string(alert.thread)),
            ("capCategory", JSONText.string(CAPText.category(alert.capCategory))), ("category", JSONText.string(alert.category.code)),
            ("urgency", JSONText.string(CAPText.urgency(alert.urgency))), ("severity", JSONText.string(CAPText.severity(alert.severity))),
            ("certainty", JSONText.string(CAPText.certainty(alert.certainty))), ("effective", time(alert.effective)),
            ("onset", time(alert.onset)), ("expires", time(alert.expires)), ("fr", words(alert.french, alert.place.french)),
            ("en", words(alert.english, alert.place.english)), ("cells", list(alert.cells.map(code))), ("zones", list(alert.zones)),
            ("audiences", list(alert.audiences.sorted().map(\.name))),
            ("responseTypes", list(alert.responseTypes.map(CAPText.responseType))),
            ("occasion", JSONText.string("\(alert.occasion)")), ("escalation", "\(alert.escalation)"),
            ("released", alert.isReleased ? "true" : "false"), ("rule", JSONText.string(alert.rule)),
            ("cause", JSONText.string(alert.cause)),
        ]
    }
}
