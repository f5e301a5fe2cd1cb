import Domain

/// One event of a camera, from ONVIF's XML or its MQTT JSON: what it is about, when, and its plain items.
struct CameraNotice {
    let line: Int
    /// `RuleEngine/CountAggregation/Counter`, without prefixes, instance names and the part before `onvif-ej`.
    let topic: String
    /// The camera: the MQTT prefix, or the producer's address; empty where the message does not say.
    let device: String
    /// Its video source and rule: which of the camera's counters speaks.
    let instance: String
    let rule: String
    let time: Instant?
    /// Initialized, Changed or Deleted; empty where it is none.
    let operation: String
    let data: [(name: String, text: String)]

    // UtcTime is UTC, whether it says so or not.
    private static let utc = ZoneTable(identifier: "UTC")

    static func time(_ text: String) -> Instant? { utc.flatMap { FeedTime.read(text, $0) }?.instant }

    /// `wsnt:NotificationMessage` (WS-BaseNotification 1.3; ONVIF Core, 9.4.4).
    init(notification node: XMLNode) {
        line = node.line
        topic = CameraNotice.path(node.text("Topic"))
        device = node.at("ProducerReference", "Address")?.text ?? ""
        let message = node.at("Message", "Message") ?? node.child("Message")
        time = message?.attribute("UtcTime").flatMap(CameraNotice.time)
        operation = message?.attribute("PropertyOperation") ?? ""
        func items(_ name: String) -> [(name: String, text: String)] {
            (message?.child(name)?.children("SimpleItem")).map { items in
                items.prefix(CameraLimits.items).map { ($0.attribute("Name") ?? "", $0.attribute("Value") ?? "") }
            } ?? []
        }
        let source = items("Source")
        data = items("Data") + (message?.child("Data")?.children.filter { $0.name != "SimpleItem" }.map { ($0.name, "") } ?? [])
        instance = source.map(\.text).joined(separator: "/")
        rule = source.first { $0.name == "Rule" }?.text ?? ""
    }

    /// ONVIF's MQTT binding (Core, 9.8; Profile M): `{"topic": "<prefix>/onvif-ej/<path>/&1/<name>", "payload": {…}}`.
    ///
    /// Clients that write what they receive into a file put the payload there as it is, as a text of JSON (`mosquitto_sub -F %j`), or beside
    /// the topic.
    init?(mqtt node: FeedNode) {
        guard let payload = CameraNotice.payload(node) else { return nil }
        line = node.line
        let whole = node.text("topic")
        let parts = whole.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
        let mark = parts.firstIndex { $0.hasPrefix("onvif-") }
        device = mark.map { parts[..<$0].joined(separator: "/") } ?? ""
        topic = CameraNotice.path(parts[(mark.map { $0 + 1 } ?? 0)...].prefix { !$0.hasPrefix("&") }.joined(separator: "/"))
        time = CameraNotice.time(payload.text("UtcTime"))
        operation = payload.text("PropertyOperation")
        let source = payload.child("Source")?.named.prefix(CameraLimits.items).map { ($0.name, $0.node.text) } ?? []
        data = payload.child("Data")?.named.prefix(CameraLimits.items).map { ($0.name, $0.node.text) } ?? []
        instance = source.map(\.1).joined(separator: "/")
        rule = source.first { $0.0 == "Rule" }?.1 ?? ""
    }

    private static func payload(_ node: FeedNode) -> FeedNode? {
        guard let payload = node.child("payload") else { return node.has("topic") && node.has("UtcTime") ? node : nil }
        let text = payload.text
        guard text.hasPrefix("{"), text.utf8.count <= CameraLimits.payload else { return payload }
        return FeedNode(json: Array(text.utf8)[...], line: node.line) ?? payload
    }

    /// Without namespace prefixes and white space.
    private static func path(_ topic: String) -> String {
        topic.split(separator: "/").map { part in
            let name = part.split(separator: ":").last ?? part
            return name.trimmed
        }.joined(separator: "/")
    }

    func item(_ names: String...) -> String? {
        for name in names { if let found = data.first(where: { $0.name.lowercased() == name.lowercased() }) { return found.text } }
        return nil
    }

    /// A number of one of these names; nil where there is none.
    func number(_ names: String...) -> Double? {
        for name in names {
            guard let text = item(name), let number = DecimalNumber.parse(Array(text.utf8).span, comma: false), number.isFinite else {
                continue
            }
            return number
        }
        return nil
    }

    /// Whether the item of one of these names is true.
    func isTrue(_ names: String...) -> Bool {
        names.contains { name in item(name).map { ["true", "1"].contains($0.lowercased()) } ?? false }
    }
}

extension Substring {
    fileprivate var trimmed: String { String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()) }
}
