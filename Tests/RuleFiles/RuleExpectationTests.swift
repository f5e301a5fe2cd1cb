import Foundation
import Testing

@testable import RuleFiles

@Suite("Tests that a rules file carries")
struct RuleExpectationTests {
    private static let rules = """
        rules:
          - name: fireworks
            when:
              count: { of: { categories: [noise], during: { after: "22:00", before: "06:00" } }, at-least: 3, within: 30m, radius: 300m }
        """

    @Test("what is expected and comes passes; what differs is told")
    func differences() throws {
        let file = try RuleFile(
            yaml: """
                \(Self.rules)
                tests:
                  - name: three in half an hour
                    events:
                      - { at: "2026-07-14T22:05", category: noise, east: 0, north: 0 }
                      - { at: "2026-07-14T22:15", category: noise, east: 100, north: 0 }
                      - { at: "2026-07-14T22:30", category: noise, east: 0, north: 200 }
                    expect: { fireworks: 1 }
                  - name: wrong
                    events: [{ at: 2026-07-14 22:05:00, category: noise, latitude: 43.3, longitude: 5.37 }]
                    expect: { fireworks: 2 }
                """)
        #expect(file.tests.count == 2 && file.tests[0].check(file.rules).isEmpty)
        #expect(file.tests[1].check(file.rules) == [.init(rule: "fireworks", expected: 2, found: 0)])
    }

    @Test("a test about an unknown rule or without a date is refused with its line")
    func problems() {
        do {
            _ = try RuleFile(
                yaml: """
                    \(Self.rules)
                    tests:
                      - events: [{ at: tomorrow, category: noise }]
                        expect: { firework: 1 }
                    """)
            #expect(Bool(false))
        } catch {
            #expect(error.problems.map(\.line) == [6, 7])
        }
    }

    @Test("the rules shipped with the project are right, and their tests pass")
    func shipped() throws {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../compose/config/rules.yaml")
        let file = try RuleFile(yaml: String(contentsOf: path, encoding: .utf8))
        #expect(file.rules.rules.count >= 5 && file.tests.count >= 5)
        for test in file.tests { #expect(test.check(file.rules).isEmpty, "\(test.name)") }
    }
}
