import Domain
import Foundation
import Notification
import Testing

@Suite("The policy file")
struct AlertPolicyTests {
    private func problems(_ yaml: String) -> [PolicyProblem] {
        do {
            _ = try AlertPolicy(yaml: yaml)
            return []
        } catch {
            return error.problems
        }
    }

    @Test("the one that is shipped is valid and has rules for signals and forecasts")
    func shipped() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let yaml = try String(contentsOf: root.appending(path: "compose/config/alert-policy.yaml"), encoding: .utf8)
        let policy = try AlertPolicy(yaml: yaml)
        #expect(policy.signals.count == 5 && policy.forecasts.count == 1 && policy.sender == "quietude")
        #expect(policy.signals[2].categories == Set(Category.allCases.filter { $0.use == .forecast }))
        #expect(policy.forecasts[0].terms.coolDown == 6 * 3_600)
    }

    @Test("five errors are reported as five, each with its line, key, value and remedy")
    func fiveErrors() throws {
        let found = problems(
            """
            version: "1"
            sender: "quietude, marseille"
            signals:
              - name: first
                kinds: [anomaly, clutter]
                maximum-p-value: 1.5
                expires-after: 2 hours
            forecasts:
              - name: second
                categories: [theft]
                total-at-leats: 20
                cell-at-least: 2
                expires-after: 0s
            """)
        #expect(found.map(\.line) == [2, 5, 6, 7, 11])
        #expect(
            found.map(\.key) == [
                "sender", "signals[0].kinds", "signals[0].maximum-p-value", "signals[0].expires-after", "forecasts[0].total-at-leats",
            ])
        #expect(found[1].value == "clutter" && found[3].value == "2 hours")
        #expect(found.allSatisfy { !$0.problem.isEmpty && !$0.remedy.isEmpty })
        let fourth = try #require(found.dropFirst(3).first)
        #expect(
            fourth.description
                == "line 7: signals[0].expires-after: “2 hours” is not a duration of at most 366 d; write a whole number and one of s, m, h, d, such as 2h"
        )
    }

    @Test(
        "what is wrong is refused, with its key",
        arguments: [
            ("sender: q", "version"), ("version: 1", "sender"), ("version: 1\nsender: q\nextra: 1", "extra"),
            ("version: 1\nsender: q\nlimits: 7", "limits"), ("version: 1\nsender: q\nlimits: {cells: 0}", "limits.cells"),
            ("version: 1\nsender: q\nsignals: [{name: a}]", "signals[0].expires-after"),
            ("version: 1\nsender: q\nsignals: [{expires-after: 1h}]", "signals[0].name"),
            ("version: 1\nsender: q\nsignals: [{name: a, expires-after: 1h}, {name: a, expires-after: 1h}]", "name"),
            ("version: 1\nsender: q\nsignals: [{name: a, expires-after: 1h, categories: [refused]}]", "signals[0].categories"),
            ("version: 1\nsender: q\nsignals: [{name: a, expires-after: 1h, maximum-p-value: .nan}]", "signals[0].maximum-p-value"),
            (
                "version: 1\nsender: q\nsignals: [{name: a, expires-after: 1h, maximum-p-value: 0.1, clear-p-value: 0.01}]",
                "signals[0].clear-p-value"
            ),
            ("version: 1\nsender: q\nsignals: [{name: a, expires-after: 99999999999999999d}]", "signals[0].expires-after"),
            ("version: 1\nsender: q\nforecasts: [{name: a, expires-after: 1h}]", "forecasts[0].total-at-least"),
            ("version: 1\nsender: q\nforecasts: [{name: a, expires-after: 1h, total-at-least: 0}]", "forecasts[0].total-at-least"),
            (
                "version: 1\nsender: q\nforecasts: [{name: a, expires-after: 1h, total-at-least: 1, severity: as-signal}]",
                "forecasts[0].severity"
            ),
            (
                "version: 1\nsender: q\nforecasts: [{name: a, expires-after: 1h, total-at-least: 1, severity: [{at-least: 1, is: big}]}]",
                "forecasts[0].severity[0].is"
            ),
            ("version: 1\nsender: q\nsignals: [{name: a, expires-after: 1h, instruction: {fr: x}}]", "signals[0].instruction.en"),
            ("", "file"), ("- a", ""), ("a: [", "file"), ("version: 1\nversion: 2\nsender: q", "file"),
        ])
    func refused(yaml: String, key: String) {
        #expect(problems(yaml).map(\.key) == [key])
    }

    @Test("severity in steps goes by the multiple")
    func steps() throws {
        let policy = try AlertPolicy(
            yaml: """
                version: "1"
                sender: q
                signals:
                  - name: a
                    expires-after: 1h
                    severity: [{at-least: 5, is: severe}, {at-least: 2, is: minor}]
                """)
        var machine = SignalAlerts(territory: "city", policy: policy)
        #expect(machine.apply(Examples.signal { $0.expected = 2 }).map(\.severity) == [.minor])
        #expect(machine.apply(Examples.signal("t") { $0.expected = 1 }).map(\.severity) == [.severe])
    }
}
