import Domain
import Notification
import Testing

@Suite("Alerts from signals")
struct SignalAlertsTests {
    private var machine = SignalAlerts(territory: "city", policy: Examples.policy())

    @Test("a signal that reaches a rule raises an alert in CAP's terms")
    mutating func raises() throws {
        let alerts = machine.apply(Examples.signal())
        let alert = try #require(alerts.first)
        #expect(alerts.count == 1)
        #expect(alert.messageType == .alert && alert.status == .actual && alert.sender == "quietude.city" && alert.references.isEmpty)
        #expect(alert.capCategory == "Security" && alert.urgency == .immediate && alert.severity == .moderate)
        #expect(alert.onset == Examples.noon && alert.expires == Examples.noon + 900 + 3_600)
        #expect(alert.rule == "rule" && alert.cause == "s-0" && alert.cells == [Cell(column: 10, row: 20)])
    }

    @Test("it is worded in French and in English")
    mutating func wording() {
        let alert = machine.apply(Examples.signal()).first
        #expect(alert?.french.headline == "Vol : activité inhabituelle, 8 constatés, 1,3 attendus")
        #expect(alert?.english.headline == "Theft: unusual activity, 8 observed, 1.3 expected")
        #expect(alert?.french.instruction == "Vérifier." && alert?.english.instruction == "Check.")
    }

    @Test(
        "a signal below the rule's thresholds raises nothing",
        arguments: [
            { $0.pValue = 0.002 }, { $0.observed = 2 }, { $0.kind = .rule }, { $0.category = .brawl },
        ] as [@Sendable (inout Signal) -> Void])
    mutating func below(change: @Sendable (inout Signal) -> Void) {
        #expect(machine.apply(Examples.signal("s", change)).isEmpty)
        #expect(machine.counts.unmatched == 1)
    }

    @Test("the same signal again says nothing")
    mutating func idempotent() {
        _ = machine.apply(Examples.signal())
        #expect(machine.apply(Examples.signal()).isEmpty)
    }

    @Test("a change by the ratio updates the same thread, naming what it updates")
    mutating func update() {
        let first = machine.apply(Examples.signal())
        let second = machine.apply(Examples.signal(at: 900) { $0.observed = 12 })
        #expect(second.map(\.messageType) == [.update])
        #expect(second[0].thread == first[0].thread && second[0].references.map(\.identifier) == [first[0].identifier])
    }

    @Test("a smaller change says nothing")
    mutating func smallChange() {
        _ = machine.apply(Examples.signal())
        #expect(machine.apply(Examples.signal(at: 900) { $0.observed = 11 }).isEmpty)
    }

    @Test("a rise in severity is told at once, a fall is not")
    mutating func severityRises() {
        machine = SignalAlerts(territory: "city", policy: Examples.policy(coolDown: 86_400))
        _ = machine.apply(Examples.signal())
        #expect(machine.apply(Examples.signal(at: 900) { $0.severity = .extreme }).map(\.severity) == [.extreme])
        #expect(machine.apply(Examples.signal(at: 1_800) { $0.severity = .minor }).isEmpty)
    }

    @Test("back to normal calls it off, over every cell ever told")
    mutating func cancel() {
        let first = machine.apply(Examples.signal())
        let second = machine.apply(
            Examples.signal(at: 900) {
                $0.observed = 20
                $0.cells = [Cell(column: 30, row: 20)]
            })
        let end = machine.apply(Examples.normal(at: 1_800))
        #expect(end.map(\.messageType) == [.cancel])
        #expect(end[0].references.map(\.identifier) == [first[0].identifier, second[0].identifier])
        #expect(Set(end[0].cells) == [Cell(column: 10, row: 20), Cell(column: 30, row: 20)])
        #expect(end[0].french.headline.hasPrefix("Fin d'alerte.") && end[0].english.instruction.isEmpty)
        #expect(machine.held == 0)
    }

    @Test("between the thresholds nothing is raised and nothing called off")
    mutating func hysteresis() {
        _ = machine.apply(Examples.signal())
        #expect(machine.apply(Examples.signal(at: 900) { $0.pValue = 0.01 }).isEmpty)
        #expect(machine.held == 1)
    }

    @Test("normality that nobody was told the contrary of is no news")
    mutating func normalFirst() {
        #expect(machine.apply(Examples.normal()).isEmpty)
    }

    @Test("it ends by its own expiry on the watermark, and a new signal opens a new thread")
    mutating func expiry() {
        let first = machine.apply(Examples.signal())
        #expect(machine.advance(to: Examples.time(900 + 3_600)).isEmpty)
        #expect(machine.held == 0 && machine.counts.expired == 1)
        let second = machine.apply(Examples.signal(at: 7_200))
        #expect(second.map(\.messageType) == [.alert] && second[0].thread != first[0].thread)
    }

    @Test("what goes on is told before it would expire at the receiver's")
    mutating func extension_() {
        _ = machine.apply(Examples.signal())
        _ = machine.apply(Examples.signal(at: 2_700))
        let alerts = machine.advance(to: Examples.time(900 + 3_600))
        #expect(alerts.map(\.messageType) == [.update] && alerts.first?.expires == Examples.noon + 2_700 + 900 + 3_600)
    }

    @Test("what changed within the cool-down is told when it is over")
    mutating func coolDown() {
        machine = SignalAlerts(territory: "city", policy: Examples.policy(coolDown: 1_800))
        _ = machine.apply(Examples.signal())
        #expect(machine.apply(Examples.signal(at: 900) { $0.observed = 30 }).isEmpty)
        #expect(machine.advance(to: Examples.time(1_799)).isEmpty)
        #expect(machine.advance(to: Examples.time(1_800)).map(\.cause) == ["s-900"])
    }

    @Test("after it was called off the same raises nothing within the cool-down, unless it is worse")
    mutating func noFlapping() {
        machine = SignalAlerts(territory: "city", policy: Examples.policy(coolDown: 3_600))
        _ = machine.apply(Examples.signal())
        _ = machine.apply(Examples.normal())
        #expect(machine.apply(Examples.signal(at: 1_800)).isEmpty && machine.counts.heldBack == 1)
        #expect(machine.apply(Examples.signal(at: 1_800) { $0.severity = .severe }).map(\.messageType) == [.alert])
    }

    @Test("a signal about what is over already raises nothing")
    mutating func late() {
        _ = machine.advance(to: Examples.time(86_400))
        #expect(machine.apply(Examples.signal()).isEmpty && machine.counts.stale == 1)
    }

    @Test("a storm of signals about one situation is one alert with updates")
    mutating func storm() {
        var alerts: [Alert] = []
        for number in 0..<10_000 { alerts += machine.apply(Examples.signal { $0.observed = 8 + Double(number) / 100 }) }
        #expect(alerts.filter { $0.messageType == .alert }.count == 1 && alerts.count < 12 && machine.held == 1)
    }

    @Test("too many lives end the one that ends soonest, and are counted")
    mutating func bounded() {
        machine = SignalAlerts(territory: "city", policy: Examples.policy(liveThreads: 10))
        for number in 0..<25 { _ = machine.apply(Examples.signal("s\(number)", at: Int64(number))) }
        #expect(machine.held == 10 && machine.counts.forgotten == 15)
        #expect(machine.apply(Examples.normal("s24")).map(\.messageType) == [.cancel])
        #expect(machine.apply(Examples.normal("s3")).isEmpty)
    }

    @Test("an area of too many cells is told in coarser ones that cover it")
    mutating func coarserArea() {
        machine = SignalAlerts(territory: "city", policy: Examples.policy(cells: 4))
        let cells = (0..<8).flatMap { column in (0..<8).map { Cell(column: column, row: $0) } }
        let told = machine.apply(Examples.signal { $0.cells = cells }).first?.cells ?? []
        #expect(told.count <= 4 && cells.allSatisfy { cell in told.contains { $0.contains(cell) } })
    }

    @Test("a rule that left the policy calls its alerts off when they are next heard of")
    mutating func ruleGone() {
        _ = machine.apply(Examples.signal())
        machine.adopt(AlertPolicy(version: "2", sender: "quietude"))
        #expect(machine.apply(Examples.signal(at: 900)).map(\.messageType) == [.cancel])
    }

    @Test(
        "a signal whose numbers or times are none is counted and raises nothing",
        arguments: [
            { $0.observed = .nan }, { $0.observed = -1 }, { $0.expected = .infinity }, { $0.pValue = 2 }, { $0.pValue = .nan },
            { $0.end = $0.start }, { $0.start = .min }, { $0.end = .max },
            {
                $0.situation = ""
                $0.identifier = ""
            },
        ] as [@Sendable (inout Signal) -> Void])
    mutating func hostile(change: @Sendable (inout Signal) -> Void) {
        #expect(machine.apply(Examples.signal("s", change)).isEmpty && machine.counts.malformed == 1)
    }

    @Test("a watermark of no time does no harm", arguments: [Int64.min, .max])
    mutating func hostileWatermark(milliseconds: Int64) {
        _ = machine.apply(Examples.signal())
        #expect(machine.advance(to: Instant(milliseconds: milliseconds)).isEmpty)
    }
}
