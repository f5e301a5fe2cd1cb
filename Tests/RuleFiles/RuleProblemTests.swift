import Testing

@testable import RuleFiles

@Suite("What is wrong with a rules file")
struct RuleProblemTests {
    private func problems(_ yaml: String) -> [RuleProblem] {
        do {
            _ = try RuleFile(yaml: yaml)
            return []
        } catch {
            return error.problems
        }
    }

    /// The problem of one rule's `when` at line 3.
    private func problem(_ condition: String) -> RuleProblem? { problems("rules:\n  - name: r\n    when: \(condition)\n").first }

    @Test(
        "each mistake is told where it stands",
        arguments: [
            ("{ count: { of: {}, at-least: 3, within: 30, radius: 300m } }", "rules[0].when.count.within", 51),
            ("{ count: { of: {}, at-least: 3, within: 30km, radius: 300m } }", "rules[0].when.count.within", 51),
            ("{ count: { of: {}, at-least: 3, within: 0m, radius: 300m } }", "rules[0].when.count.within", 51),
            ("{ count: { of: {}, at-least: 3, within: 40d, radius: 300m } }", "rules[0].when.count.within", 51),
            ("{ count: { of: {}, at-least: 3, within: 30m, radius: 300 } }", "rules[0].when.count.radius", 64),
            ("{ count: { of: {}, at-least: 3, within: 30m, radius: 30min } }", "rules[0].when.count.radius", 64),
            ("{ count: { of: {}, at-least: 0, within: 30m, radius: 3m } }", "rules[0].when.count.at-least", 40),
            ("{ count: { of: {}, at-least: 3, within: 30m, radius: 3m, per: cell } }", "rules[0].when.count.per", 73),
            ("{ count: { of: {}, at-least: 3, within: 30m } }", "rules[0].when.count.radius", 20),
            ("{ count: { of: {}, within: 30m, radius: 3m } }", "rules[0].when.count.at-least", 20),
            ("{ count: { at-least: 3, within: 30m, radius: 3m } }", "rules[0].when.count.of", 20),
            ("{ count: { of: { categories: [nois] }, at-least: 3, within: 30m, radius: 3m } }", "rules[0].when.count.of.categories", 41),
            ("{ count: { of: { sources: [bus] }, at-least: 3, within: 30m, radius: 3m } }", "rules[0].when.count.of.sources", 38),
            ("{ count: { of: { category: noise }, at-least: 3, within: 30m, radius: 3m } }", "rules[0].when.count.of.category", 28),
            ("{ count: { of: {}, at-least: 3, within: 30m, per: zone } }", "rules[0].when.count.per", 61),
            ("{ absence: { of: {}, for: 10s, radius: 3m } }", "rules[0].when.absence.for", 37),
            ("{ sequence: { steps: [{}], within: 10m, radius: 3m } }", "rules[0].when.sequence.steps", 32),
            ("{ all: [] }", "rules[0].when.all", 18),
            ("{ nothing: {} }", "rules[0].when.", 11),
            ("{ not: { count: { of: {}, at-least: 3, within: 30m, radius: 3m } } }", "rules[0].when", 11),
            (
                "{ count: { of: { during: { after: \"25:00\" } }, at-least: 3, within: 30m, radius: 3m } }",
                "rules[0].when.count.of.during.after", 45
            ),
        ])
    func places(_ condition: String, _ key: String, _ column: Int) throws {
        let found = try #require(self.problem(condition), "\(condition)")
        #expect(found.key == key && found.line == 3 && found.column == column, "\(found)")
        #expect(!found.remedy.english.isEmpty && !found.remedy.french.isEmpty && found.problem.english != found.problem.french)
    }

    @Test("all mistakes are told at once, in the order of their lines")
    func together() {
        let found = problems(
            """
            rules:
              - name: r
                cool-dwn: 1h
                when: { count: { of: {}, at-least: x, within: 1, radius: 1 } }
              - name: r
                severity: grave
            """)
        #expect(found.map(\.line) == [3, 4, 4, 4, 5, 6] && found[0].remedy.english.contains("did you mean cool-down?"))
    }

    @Test("two rules of one name, a key said twice and what is not YAML are refused")
    func file() {
        let rule = "  - { name: r, when: { count: { of: {}, at-least: 1, within: 1m, radius: 1m } } }\n"
        #expect(problems("rules:\n\(rule)\(rule)").map(\.line) == [3])
        #expect(problems("rules: []\nrules: []").first?.problem.english.contains("twice") == true)
        #expect(problems("rules: [").count == 1 && problems("").count == 1 && problems("- a").count == 1 && problems("a: 1").count == 2)
    }

    @Test("a problem reads well in both languages")
    func wording() throws {
        let found = try #require(self.problem("{ count: { of: {}, at-least: 3, within: 30, radius: 300m } }"))
        let english =
            "line 3, column 51: rules[0].when.count.within: “30” is not a duration: a whole number and its unit; write s, m, h or d after the number, such as 30m"
        let french =
            "ligne 3, colonne 51 : rules[0].when.count.within : « 30 » n'est pas une durée : un nombre entier et son unité ; écrire s, m, h ou d après le nombre, par exemple 30m"
        #expect(found.english == english && found.french == french)
    }
}
