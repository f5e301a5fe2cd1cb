/// What CAP's schema asks of a message (OASIS CAP-v1.2, 3.4 "XML Schema"; the same elements in 1.1, fewer rules in 1.0): which elements, in
/// which order, how often, and the words they may say.
struct CAPSchema: Sendable {
    struct Rule: Sendable {
        let name: String
        let least: Int
        let most: Int
        var words: Set<String> = []
        var isTime = false
    }

    private static let any = Int.max

    private static func one(_ name: String, _ words: Set<String> = [], isTime: Bool = false) -> Rule {
        Rule(name: name, least: 1, most: 1, words: words, isTime: isTime)
    }

    private static func maybe(_ name: String, isTime: Bool = false) -> Rule { Rule(name: name, least: 0, most: 1, isTime: isTime) }

    private static func many(_ name: String, _ words: Set<String> = [], least: Int = 0) -> Rule {
        Rule(name: name, least: least, most: any, words: words)
    }

    static let alert: [Rule] = [
        one("identifier"), one("sender"), one("sent", isTime: true), one("status", ["Actual", "Exercise", "System", "Test", "Draft"]),
        one("msgType", ["Alert", "Update", "Cancel", "Ack", "Error"]), maybe("source"), one("scope", ["Public", "Restricted", "Private"]),
        maybe("restriction"), maybe("addresses"), many("code"), maybe("note"), maybe("references"), maybe("incidents"), many("info"),
    ]

    static let info: [Rule] = [
        maybe("language"),
        many(
            "category",
            ["Geo", "Met", "Safety", "Security", "Rescue", "Fire", "Health", "Env", "Transport", "Infra", "CBRNE", "Other"], least: 1),
        one("event"),
        many("responseType", ["Shelter", "Evacuate", "Prepare", "Execute", "Avoid", "Monitor", "Assess", "AllClear", "None"]),
        one("urgency", ["Immediate", "Expected", "Future", "Past", "Unknown"]),
        one("severity", ["Extreme", "Severe", "Moderate", "Minor", "Unknown"]),
        one("certainty", ["Observed", "Likely", "Possible", "Unlikely", "Unknown", "Very Likely"]), maybe("audience"), many("eventCode"),
        maybe("effective", isTime: true), maybe("onset", isTime: true), maybe("expires", isTime: true), maybe("senderName"),
        maybe("headline"), maybe("description"), maybe("instruction"), maybe("web"), maybe("contact"), many("parameter"), many("resource"),
        many("area"),
    ]

    static let area: [Rule] = [
        one("areaDesc"), many("polygon"), many("circle"), many("geocode"), maybe("altitude"), maybe("ceiling"),
    ]

    /// Namespaces of the versions in use.
    static let namespaces: Set<String> = [
        "urn:oasis:names:tc:emergency:cap:1.2", "urn:oasis:names:tc:emergency:cap:1.1", "http://www.incident.com/cap/1.0",
    ]

    /// What is wrong with an element; nil where nothing is. Elements of other namespaces (signatures) may follow.
    static func problem(_ node: XMLNode, _ rules: [Rule]) -> RowProblem? {
        let namespace = node.namespace
        var rule = 0
        var count = 0
        for child in node.children {
            if child.namespace != namespace { continue }
            while rule < rules.count, rules[rule].name != child.name {
                if count < rules[rule].least { return missing(node, rules[rule].name) }
                rule += 1
                count = 0
            }
            guard rule < rules.count else {
                let isKnown = rules.contains { $0.name == child.name }
                return RowProblem(
                    line: child.line, column: 0, reason: .xml,
                    message: "`\(child.name.prefix(40))` of `\(node.name)` "
                        + (isKnown ? "stands in the wrong place" : "is no element of CAP") + "; see the CAP schema")
            }
            count += 1
            if let problem = problem(child, rules[rule], count, in: node) { return problem }
        }
        while rule < rules.count {
            if count < rules[rule].least { return missing(node, rules[rule].name) }
            rule += 1
            count = 0
        }
        return nil
    }

    private static func problem(_ child: XMLNode, _ rule: Rule, _ count: Int, in node: XMLNode) -> RowProblem? {
        func wrong(_ reason: RowProblem.Reason, _ message: String) -> RowProblem {
            RowProblem(line: child.line, column: 0, reason: reason, message: "`\(rule.name)` of `\(node.name)` \(message)")
        }
        if count > rule.most { return wrong(.xml, "occurs more than once; leave one") }
        if !rule.words.isEmpty, !rule.words.contains(child.text) {
            return wrong(.unknownCode, "must be one of \(rule.words.sorted().joined(separator: ", "))")
        }
        // 1.1 and 1.0 take any dateTime of XML Schema.
        let isWritten = node.namespace.hasSuffix("cap:1.2") ? isTime(child.bytes) : TimePattern.iso.parse(child.bytes.span) != nil
        if rule.isTime, !isWritten {
            return wrong(.time, "must be a time with its offset such as 2026-08-12T14:00:00-00:00 (CAP does not allow `Z`)")
        }
        return nil
    }

    private static func missing(_ node: XMLNode, _ name: String) -> RowProblem {
        RowProblem(line: node.line, column: 0, reason: .missing, message: "`\(node.name)` has no `\(name)`, which CAP requires")
    }

    /// `\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d`.
    private static func isTime(_ bytes: ArraySlice<UInt8>) -> Bool {
        let shape = Array("0000-00-00T00:00:00+00:00".utf8)
        guard bytes.count == shape.count else { return false }
        for (byte, expected) in zip(bytes, shape) {
            switch expected {
            case UInt8(ascii: "0"): guard (0x30...0x39).contains(byte) else { return false }
            case UInt8(ascii: "+"): guard byte == expected || byte == UInt8(ascii: "-") else { return false }
            default: guard byte == expected else { return false }
            }
        }
        return true
    }
}
