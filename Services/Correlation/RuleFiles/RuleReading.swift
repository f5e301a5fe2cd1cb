import Correlation
import Domain
import Yams

// How a rule is read.
extension RuleSection {
    static let severities: [(String, Severity)] = Severity.allCases.map { ("\($0)", $0) }
    /// The longest window: what it holds is kept in memory.
    static let longestWindow: Int64 = 31 * 86_400

    mutating func rule(_ categories: [(String, [UInt16])], zones: [String]) -> (rule: Rule, line: Int, column: Int)? {
        let name = required("name", text("name", maximum: 100), example: "fireworks-at-night")
        let title: (french: String, english: String) = self.title()
        let severity = word("severity", RuleSection.severities.filter { $0.1 != .unknown }) ?? .moderate
        let coolDown = duration("cool-down", in: 0...RuleSection.longestWindow)
        let confined = words("zones", zones.map { ($0, $0) }) ?? []
        let hours = inside("during") { $0.hours() }
        let condition = inside("when") { $0.condition(categories, zones: zones) }
        if !has("when") {
            _ = node("when")
            fail("when", nil, .init("is missing", "manque"), .init("say what has to be the case", "dire ce qui doit être vrai"))
        }
        guard let name, let condition else { return nil }
        if !condition.saysSomething {
            fail(
                "when", mapping["when"],
                .init(
                    "only says what must not be: it has no place to look at",
                    "ne dit que ce qui ne doit pas être : elle n'a aucun lieu à regarder"),
                .init(
                    "add a count, a sum, a sequence or an absence beside “not”",
                    "ajouter un count, un sum, une sequence ou une absence à côté de « not »"))
        }
        let rule = Rule(
            name: name, french: title.french, english: title.english, severity: severity, coolDown: coolDown, zones: confined, hours: hours,
            condition: condition)
        return (rule, line, column)
    }

    private mutating func title() -> (String, String) {
        inside("title") { section in
            (
                section.required("fr", section.text("fr"), example: "Tirs de feux d'artifice") ?? "",
                section.required("en", section.text("en"), example: "Fireworks") ?? ""
            )
        } ?? ("", "")
    }

    mutating func hours() -> RuleHours? {
        let days: [(String, UInt8)] = [
            ("mon", 1), ("tue", 2), ("wed", 4), ("thu", 8), ("fri", 16), ("sat", 32), ("sun", 64), ("weekday", 31), ("weekend", 96),
        ]
        let after = timeOfDay("after")
        let before = timeOfDay("before")
        let chosen = words("days", days).map { $0.reduce(UInt8(0), |) }
        if let after, let before, after == before {
            fail(
                "before", mapping["before"], .init("is the same as after: no time lies between", "égale after : aucun temps ne les sépare"),
                .init("write another time, or remove both", "écrire une autre heure, ou enlever les deux"))
        }
        return RuleHours(after: after ?? 0, before: before ?? 1_440, days: chosen ?? 0x7F)
    }

    mutating func filter(_ categories: [(String, [UInt16])]) -> RuleFilter? {
        let named = words("categories", categories).map { Set($0.joined()) }
        let sources = words("sources", SourceKind.allCases.map { ($0.name, $0) }).map(Set.init)
        let severity = word("minimum-severity", RuleSection.severities) ?? .unknown
        let origin = word("origin", [("reported", Origin.reported), ("discovered", .discovered)])
        let least = number("value-at-least", in: -1e12...1e12)
        let most = number("value-at-most", in: -1e12...1e12)
        if let least, let most, least > most {
            fail(
                "value-at-most", mapping["value-at-most"], .init("is below value-at-least", "est inférieur à value-at-least"),
                .init("write \(least) or more", "écrire \(least) ou plus"))
        }
        let hours = inside("during") { $0.hours() }
        if let named, named.isEmpty { return nil }
        return RuleFilter(
            categories: named, sources: sources, minimumSeverity: severity, origins: origin.map { [$0] },
            valueAtLeast: least ?? -.infinity, valueAtMost: most ?? .infinity, hours: hours)
    }
}
