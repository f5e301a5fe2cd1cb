// Limits as they are written in files and on the command line.
extension AlertLimits {
    /// The fields that name them: `at-most: 20`, `per: 1d`, `digest: 6h`, `quiet-hours: 22:00-06:00`, `except-from: severe`.
    public static let fields = ["at-most", "per", "digest", "quiet-hours", "except-from"]

    private static let severities: [(String, Severity)] = [
        ("minor", .minor), ("moderate", .moderate), ("severe", .severe), ("extreme", .extreme),
    ]

    /// What is wrong with one field, and what to write.
    public struct Unreadable: Error, Hashable, CustomStringConvertible {
        /// One of `AlertLimits.fields`.
        public let field: String
        /// What to write.
        public let remedy: String
        /// Both.
        public var description: String { "`\(field)` \(remedy)" }
    }

    /// Reads the fields that are given; nil where none is.
    public static func read(_ field: (String) -> String?) throws(Unreadable) -> AlertLimits? {
        var limits = AlertLimits()
        var given = false
        for name in fields {
            guard let text = field(name), !text.isEmpty else { continue }
            given = true
            try limits.set(name, text)
        }
        guard given else { return nil }
        if let fault = limits.fault { throw Unreadable(field: fault.field, remedy: fault.remedy) }
        return limits
    }

    private mutating func set(_ field: String, _ text: String) throws(Unreadable) {
        switch field {
        case "at-most":
            guard let number = Int(text) else {
                throw Unreadable(field: field, remedy: "must be a whole number from 0 to \(AlertLimits.maximumMessages)")
            }
            atMost = number
        case "per": per = AlertLimits.seconds(text) ?? 0
        case "digest": digest = AlertLimits.seconds(text) ?? 0
        case "quiet-hours":
            guard let hours = QuietHours(text: text) else {
                throw Unreadable(field: field, remedy: "must be local times such as 22:00-06:00")
            }
            quietHours = hours
        default:
            guard let severity = AlertLimits.severities.first(where: { $0.0 == text }) else {
                throw Unreadable(field: field, remedy: "must be one of \(AlertLimits.severities.map(\.0).joined(separator: ", "))")
            }
            exceptFrom = severity.1
        }
    }

    /// The fields that differ from no limits, with their texts, in order.
    public var written: [(field: String, text: String)] {
        var all: [(String, String)] = []
        if let atMost {
            all.append(("at-most", "\(atMost)"))
            all.append(("per", AlertLimits.text(per)))
        }
        if let digest { all.append(("digest", AlertLimits.text(digest))) }
        if let quietHours { all.append(("quiet-hours", quietHours.text)) }
        if let exceptFrom, let word = AlertLimits.severities.first(where: { $0.1 == exceptFrom }) { all.append(("except-from", word.0)) }
        return all
    }

    private static let units: [(Character, Int64)] = [("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)]

    private static func seconds(_ text: String) -> Int64? {
        guard let last = text.last, let unit = units.first(where: { $0.0 == last }), let count = Int64(text.dropLast()),
            (1...86_400).contains(count)
        else { return nil }
        return count * unit.1
    }

    private static func text(_ seconds: Int64) -> String {
        let unit = units.first { seconds % $0.1 == 0 } ?? ("s", 1)
        return "\(seconds / unit.1)\(unit.0)"
    }
}
