import Domain
import Notification
import Testing

@Suite("An all-clear is always sent")
struct AllClearTests {
    /// Rules as a policy file gives them where it says nothing of all-clears.
    private static func policy(silences: String = "[]", audiences: String = "{}", liveThreads: Int = 100) throws -> AlertPolicy {
        try AlertPolicy(
            yaml: """
                version: "1"
                sender: quietude
                limits: { live-threads: \(liveThreads), cells: 50 }
                audiences: \(audiences)
                silences: \(silences)
                signals:
                  - { name: rule, categories: [theft], maximum-p-value: 0.001, minimum-observed: 3, expires-after: 1h }
                forecasts:
                  - { name: busy, categories: [theft], total-at-least: 20, expires-after: 0s }
                """)
    }

    private static let windowEnd = Examples.time(86_400)

    @Test("a forecast's window that is over is told to whoever was told of it")
    func forecast() throws {
        var machine = ForecastAlerts(territory: "city", policy: try Self.policy())
        let first = try #require(machine.apply(Examples.forecast()).first)
        let end = machine.advance(to: Self.windowEnd)
        #expect(end.map(\.messageType) == [.cancel] && end.map(\.occasion) == [.ended])
        #expect(end[0].audiences == [.operators] && end[0].thread == first.thread)
        #expect(end[0].english.description.hasPrefix("The announced time is over."))
        #expect(machine.held == 0)
    }

    @Test("of a forecast that was silenced too")
    func silencedForecast() throws {
        let silence = "[{ name: works, from: 2025-06-01T00:00:00Z, until: 2025-07-01T00:00:00Z }]"
        var machine = ForecastAlerts(territory: "city", policy: try Self.policy(silences: silence))
        #expect(machine.apply(Examples.forecast()).map(\.audiences) == [[]])
        #expect(machine.advance(to: Self.windowEnd).map(\.audiences) == [[.operators]])
    }

    @Test("of one that a limit kept from ringing nobody hears, and so nobody is told of its end")
    func limitedForecast() throws {
        var machine = ForecastAlerts(
            territory: "city", policy: try Self.policy(audiences: "{ operators: { at-most: 1, per: 1d, digest: 2d } }"))
        _ = machine.apply(Examples.forecast())
        let second = machine.apply(Examples.forecast(at: 60, window: 86_400))
        #expect(second.map(\.audiences) == [[]])
        let ends = machine.advance(to: Examples.time(172_799)) + machine.advance(to: Examples.time(172_800))
        #expect(ends.filter { $0.messageType == .cancel && !$0.audiences.isEmpty }.count == 1)
    }

    @Test("of an alert that had to make room for others")
    func forgotten() throws {
        var machine = SignalAlerts(territory: "city", policy: try Self.policy(liveThreads: 1))
        let first = try #require(machine.apply(Examples.signal("a")).first)
        let second = machine.apply(Examples.signal("b", at: 60))
        #expect(second.map(\.messageType) == [.cancel, .alert])
        #expect(second[0].thread == first.thread && second[0].audiences == [.operators])
    }

    @Test("of an alert whose rule is no longer in the policy")
    func ruleGone() throws {
        var machine = SignalAlerts(territory: "city", policy: try Self.policy())
        _ = machine.apply(Examples.signal())
        var policy = try Self.policy()
        policy.signals = []
        machine.adopt(policy)
        #expect(machine.advance(to: Examples.time(900 + 3_600)).map(\.messageType) == [.cancel])
    }

    @Test("a digest reaches whoever asked for the category of any that it tells of")
    func digestOfCategories() throws {
        var machine = SignalAlerts(
            territory: "city",
            policy: try AlertPolicy(
                yaml: """
                    version: "1"
                    sender: quietude
                    audiences: { operators: { at-most: 1, per: 1d, digest: 30m } }
                    signals:
                      - { name: rule, categories: [theft, noise], maximum-p-value: 0.001, expires-after: 1d }
                    """))
        _ = machine.apply(Examples.signal("a"))
        _ = machine.apply(Examples.signal("b") { $0.severity = .severe })
        _ = machine.apply(Examples.signal("c") { $0.category = .noise })
        let digest = try #require(machine.advance(to: Examples.time(1_800)).first { $0.occasion == .digest })
        #expect(digest.category == .theft)
        for category in [Category.theft, .noise] {
            #expect(AlertPredicate(AlertFilter(categories: [category]), grid: nil).matches(digest))
        }
    }
}
