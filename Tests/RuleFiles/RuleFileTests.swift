import Correlation
import Domain
import Testing

@testable import RuleFiles

@Suite("Rules files")
struct RuleFileTests {
    private func condition(_ yaml: String, zones: String = "") throws -> RuleCondition {
        let file = try RuleFile(yaml: "\(zones)\nrules:\n  - name: r\n    when: \(yaml)\n")
        return try #require(file.rules.rules.first?.condition)
    }

    @Test("a count is read with all that narrows it down")
    func count() throws {
        let read = try condition(
            """
            { count: { of: { categories: [noise, theft], sources: [police-log], minimum-severity: minor, origin: reported,
              value-at-least: 1, value-at-most: 5, during: { after: "22:00", before: "06:00", days: [sat, sun] } },
              at-least: 3, within: 30m, radius: 300m } }
            """)
        let filter = RuleFilter(
            categories: [1, 7], sources: [.policeLog], minimumSeverity: .minor, origins: [.reported], valueAtLeast: 1, valueAtMost: 5,
            hours: RuleHours(after: 1_320, before: 360, days: 96))
        #expect(read == .count(of: filter, atLeast: 3, within: 1_800, reach: .radius(300)))
    }

    @Test("every other construct is read")
    func constructs() throws {
        let noise = RuleFilter(categories: [Category.noise.rawValue])
        #expect(
            try condition("{ sum: { of: { categories: [rain] }, at-least: 20.5, within: 6h, per: territory } }")
                == .sum(of: RuleFilter(categories: [Category.rain.rawValue]), atLeast: 20.5, within: 21_600, reach: .territory))
        #expect(
            try condition("{ absence: { of: { sources: [transit] }, for: 10m, heard-within: 2h, radius: 1.5km } }")
                == .absence(of: RuleFilter(sources: [.transit]), lasting: 600, heardWithin: 7_200, reach: .radius(1_500)))
        #expect(
            try condition("{ sequence: { steps: [{ categories: noise }, {}], within: 1d, per: cell } }")
                == .sequence(steps: [noise, RuleFilter()], within: 86_400, reach: .radius(0)))
        let one = "{ count: { of: { categories: [noise] }, at-least: 1, within: 90s, per: zone } }"
        let counted = RuleCondition.count(of: noise, atLeast: 1, within: 90, reach: .zone)
        let zones = "zones: { centre: { latitude: 43.3, longitude: 5.37, radius: 1km } }"
        #expect(
            try condition("{ all: [\(one), { any: [\(one)] }, { not: \(one) }] }", zones: zones)
                == .all([counted, .any([counted]), .not(counted)]))
    }

    @Test("names, titles, severity, cool-down, zones and hours of a rule are read")
    func rule() throws {
        let file = try RuleFile(
            yaml: """
                version: "7"
                zones:
                  box: { south: 43.2, north: 43.3, west: 5.3, east: 5.4 }
                  corners: { polygon: [[43.2, 5.3], [43.3, 5.3], [43.3, 5.4]] }
                  cells: { cells: [CRS3035RES200mN2254400E3944600] }
                rules:
                  - name: r
                    title: { fr: "Essai", en: "Trial" }
                    severity: severe
                    cool-down: 2h
                    zones: [box, cells]
                    during: { after: "22:00", days: weekend }
                    when: { count: { of: {}, at-least: 1, within: 1m, radius: 0m } }
                """)
        let rule = try #require(file.rules.rules.first)
        #expect(rule.french == "Essai" && rule.english == "Trial" && rule.severity == .severe && rule.coolDown == 7_200)
        #expect(rule.zones == ["box", "cells"] && rule.hours == RuleHours(after: 1_320, days: 96) && file.version == "7")
        #expect(file.rules.zones.map(\.name) == ["box", "corners", "cells"])
    }

    @Test("categories of an events file may be named beside ours")
    func vocabulary() throws {
        var vocabulary = RuleVocabulary()
        let number = vocabulary.number(adding: "auto theft")
        let yaml =
            "rules: [{ name: r, when: { count: { of: { categories: [auto theft, theft] }, at-least: 1, within: 1m, per: territory } } }]"
        let file = try RuleFile(yaml: yaml, vocabulary: vocabulary)
        guard case .count(let filter, _, _, _) = file.rules.rules[0].condition else { return #expect(Bool(false)) }
        #expect(filter.categories == [number, Category.theft.rawValue] && vocabulary.name(of: number) == "auto theft")
        #expect(vocabulary.number(adding: "street vending") == Category.streetVending.rawValue)
        #expect(throws: RuleFileError.self) { try RuleFile(yaml: yaml) }
    }
}
