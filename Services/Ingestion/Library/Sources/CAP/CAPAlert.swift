import Domain

/// One CAP message as far as we read it (OASIS CAP-v1.2, 3.2; 1.1 and 1.0 alike).
struct CAPAlert: Sendable {
    /// One `info`: a kind of danger, for a time, in areas.
    struct Info: Sendable {
        /// `awareness_type`'s number, else the event's code, else the event.
        var type: String
        /// What the register may map: from the most precise to the event's name.
        var codes: [String]
        /// 1 green … 4 red; nil where it is not known.
        var level: Double?
        var severity: Severity
        var start: Instant
        var end: Instant
        var areas: [CAPArea]
        var line: Int
    }

    var identifier: String
    var sender: String
    var sent: Instant
    var status: String
    var messageType: String
    /// Hashed `sender,identifier` of what it updates or cancels.
    var references: [String]
    var infos: [Info]
    var line: Int
    /// Areas whose geometry cannot be read; the others hold.
    var areaProblems: [RowProblem] = []

    /// Areas of one message, over all its infos.
    static let maximumAreas = 4_096

    /// Reads a message; throws the first thing that its schema does not allow, or that we cannot read.
    init(_ node: XMLNode, _ context: SourceContext) throws(RowProblem) {
        guard CAPSchema.namespaces.contains(node.namespace) else {
            throw RowProblem(
                line: node.line, column: 0, reason: .xml,
                message: "an `alert` of another namespace than CAP 1.0, 1.1 or 1.2; it is not read")
        }
        if let problem = CAPSchema.problem(node, CAPSchema.alert) { throw problem }
        line = node.line
        identifier = node.text("identifier")
        sender = node.text("sender")
        guard !identifier.isEmpty, !identifier.contains(where: { " ,<&\t\n".contains($0) }), identifier.utf8.count <= 1_024 else {
            throw RowProblem(
                line: node.line, column: 0, reason: .missing,
                message: "`identifier` must be there, without blank, comma, < or & (CAP 3.2.1)")
        }
        guard let sent = CAPAlert.time(node, "sent", context) else {
            throw RowProblem(line: node.line, column: 0, reason: .time, message: "`sent` is no time; mend it")
        }
        self.sent = sent
        status = node.text("status")
        messageType = node.text("msgType")
        references = node.text("references").split(whereSeparator: \.isWhitespace).prefix(1_024).compactMap { triplet in
            let parts = triplet.split(separator: ",", omittingEmptySubsequences: false)
            return parts.count == 3 ? "\(parts[0]),\(parts[1])" : nil
        }
        infos = []
        var areas = 0
        for info in node.children("info") {
            if let problem = CAPSchema.problem(info, CAPSchema.info) { throw problem }
            let read = try CAPAlert.info(info, sent, context, &areaProblems)
            areas += read.areas.count
            guard areas <= CAPAlert.maximumAreas else {
                throw RowProblem(
                    line: info.line, column: 0, reason: .limit, message: "the alert has more than \(CAPAlert.maximumAreas) areas; split it")
            }
            // The same danger told in another language.
            if infos.contains(where: { CAPAlert.isSame($0, read) }) { continue }
            infos.append(read)
        }
    }

    private static func isSame(_ left: Info, _ right: Info) -> Bool {
        let isSameType = left.type == right.type || (left.type.hasPrefix("event ") && right.type.hasPrefix("event "))
        return isSameType && left.start == right.start && left.end == right.end && left.severity == right.severity
            && left.areas == right.areas
    }

    private static func info(
        _ node: XMLNode, _ sent: Instant, _ context: SourceContext, _ problems: inout [RowProblem]
    ) throws(RowProblem) -> Info {
        var areas: [CAPArea] = []
        for area in node.children("area") {
            if let problem = CAPSchema.problem(area, CAPSchema.area) { throw problem }
            do throws(RowProblem) {
                areas += try CAPArea.read(area, context.places)
            } catch {
                problems.append(error)
            }
        }
        let awareness = parameter(node, "awareness_type")
        let level = parameter(node, "awareness_level")
        let event = node.text("event")
        var codes = node.children("eventCode").prefix(16).map { $0.text("value") }.filter { !$0.isEmpty }
        let number = awareness.prefix { $0 != ";" }
        let type = !awareness.isEmpty ? String(number) : (codes.isEmpty ? "event \(event)" : codes.joined(separator: " "))
        codes = [awareness, awareness.split(separator: ";").last.map { $0.trimmingBlanks } ?? "", String(number)] + codes + [event]
        let severity = severities[node.text("severity")] ?? .unknown
        let start = time(node, "onset", context) ?? time(node, "effective", context) ?? sent
        // Where it does not say when it ends "each recipient is free to set its own policy" (3.2.2): a day.
        let end = time(node, "expires", context) ?? start.advanced(byMilliseconds: 86_400_000)
        guard end >= start else {
            throw RowProblem(line: node.line, column: 0, reason: .time, message: "`expires` lies before `onset`; mend it")
        }
        let stated = level.first.flatMap { $0.wholeNumberValue }.map(Double.init).flatMap { (1...4).contains($0) ? $0 : nil }
        return Info(
            type: type, codes: codes.filter { !$0.isEmpty }, level: stated ?? (severity == .unknown ? nil : Double(severity.rawValue)),
            severity: severity, start: start, end: end, areas: areas, line: node.line)
    }

    private static let severities: [String: Severity] = [
        "Minor": .minor, "Moderate": .moderate, "Severe": .severe, "Extreme": .extreme,
    ]

    private static func parameter(_ node: XMLNode, _ name: String) -> String {
        for parameter in node.children("parameter") where parameter.text("valueName") == name { return parameter.text("value") }
        return ""
    }

    private static func time(_ node: XMLNode, _ name: String, _ context: SourceContext) -> Instant? {
        FeedTime.read(node.text(name), context.zone)?.instant
    }
}

extension Substring {
    /// Without the blanks around it: spaces, tabs, line ends.
    var trimmingBlanks: String {
        let bytes = utf8
        guard let first = bytes.firstIndex(where: { $0 > 0x20 }), let last = bytes.lastIndex(where: { $0 > 0x20 }) else { return "" }
        return String(self[first..<bytes.index(after: last)])
    }
}
