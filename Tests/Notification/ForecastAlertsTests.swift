import Domain
import Notification
import Testing

@Suite("Alerts from forecasts")
struct ForecastAlertsTests {
    private var machine = ForecastAlerts(territory: "city", policy: Examples.policy())

    @Test("a total over the threshold raises one digest with its highest cells, highest first")
    mutating func raises() throws {
        let alerts = machine.apply(Examples.forecast())
        let alert = try #require(alerts.first)
        #expect(alerts.count == 1 && alert.cells == [Cell(column: 1, row: 7), Cell(column: 2, row: 7)])
        #expect(alert.onset == Examples.noon && alert.expires == Examples.noon + 86_400 && alert.sent == Examples.noon)
        #expect(alert.severity == .severe)
    }

    @Test("it is worded in French and in English")
    mutating func wording() {
        let alert = machine.apply(Examples.forecast([0.25, 15.6, 6.04])).first
        #expect(alert?.french.headline == "Vol : 22 attendus en 24 h")
        #expect(alert?.french.description == "Lieux les plus exposés, faits attendus : L0C1R7 : 16 ; L0C2R7 : 6.")
        #expect(alert?.english.description == "Most exposed places, incidents expected: L0C1R7: 16; L0C2R7: 6.")
    }

    @Test("one high cell suffices")
    mutating func oneCell() {
        #expect(machine.apply(Examples.forecast([5])).count == 1)
    }

    @Test("below both thresholds nothing is raised")
    mutating func below() {
        #expect(machine.apply(Examples.forecast([4, 4])).isEmpty)
    }

    @Test("a peak that does not stand out from the mean, or from elsewhere, raises nothing")
    mutating func ratios() {
        var policy = Examples.policy()
        policy.forecasts[0].ratioToMeanAtLeast = 2
        machine.adopt(policy)
        #expect(machine.apply(Examples.forecast([10, 11, 12])).isEmpty)
        policy.forecasts[0].ratioToMeanAtLeast = nil
        policy.forecasts[0].ratioToElsewhereAtLeast = 5
        machine.adopt(policy)
        #expect(machine.apply(Examples.forecast([30], elsewhere: 10)).isEmpty)
        #expect(machine.apply(Examples.forecast([30], elsewhere: 0)).count == 1)
    }

    @Test("a forecast too far ahead, or of another window length, is not the rule's")
    mutating func scope() {
        var policy = Examples.policy()
        policy.forecasts[0].leadAtMost = 3_600
        machine.adopt(policy)
        #expect(machine.apply(Examples.forecast(at: 0, window: 7_200)).isEmpty)
        policy.forecasts[0].leadAtMost = .max
        policy.forecasts[0].windowAtMost = 3_600
        machine.adopt(policy)
        #expect(machine.apply(Examples.forecast()).isEmpty)
    }

    @Test("issued again unchanged, with its window rolling on, it says nothing")
    mutating func rolling() {
        _ = machine.apply(Examples.forecast())
        for step in 1..<40 { #expect(machine.apply(Examples.forecast(at: Int64(step) * 900)).isEmpty) }
        #expect(machine.held == 1)
    }

    @Test("a window that shares less than half is another situation")
    mutating func nextWindow() {
        let first = machine.apply(Examples.forecast())
        let second = machine.apply(Examples.forecast(at: 900, window: 50_000))
        #expect(second.map(\.messageType) == [.alert] && second[0].thread != first[0].thread)
    }

    @Test("a total changed by the ratio updates")
    mutating func update() {
        _ = machine.apply(Examples.forecast())
        #expect(machine.apply(Examples.forecast(at: 900, window: 0, [20, 20])).map(\.messageType) == [.update])
    }

    @Test("below the lower threshold it is called off; in between it lives on")
    mutating func hysteresis() {
        _ = machine.apply(Examples.forecast())
        #expect(machine.apply(Examples.forecast(at: 900, window: 0, [4, 4, 4, 4])).isEmpty)
        #expect(machine.apply(Examples.forecast(at: 1_800, window: 0, [3, 3, 3])).map(\.messageType) == [.cancel])
    }

    @Test("an older issue after a newer one says nothing")
    mutating func outOfOrder() {
        _ = machine.apply(Examples.forecast(at: 900, window: 0))
        #expect(machine.apply(Examples.forecast(at: 0, window: 0, [100])).isEmpty && machine.counts.stale == 1)
    }

    @Test("it ends with its window")
    mutating func expiry() {
        _ = machine.apply(Examples.forecast())
        #expect(machine.advance(to: Examples.time(86_400)).isEmpty && machine.held == 0)
    }

    @Test("called off a moment ago, the same window raises nothing within the cool-down")
    mutating func noFlapping() {
        machine = ForecastAlerts(territory: "city", policy: Examples.policy(coolDown: 3_600))
        _ = machine.apply(Examples.forecast([4.9, 4.9, 4.9, 4.9, 4.9]))
        _ = machine.apply(Examples.forecast(at: 900, [1]))
        #expect(machine.apply(Examples.forecast(at: 1_800, [4.9, 4.9, 4.9, 4.9, 4.9])).isEmpty && machine.counts.heldBack == 1)
    }

    @Test("numbers that are none are counted and raise nothing", arguments: [Double.nan, .infinity, -1, -.infinity])
    mutating func hostile(value: Double) {
        #expect(machine.apply(Examples.forecast([30, value])).isEmpty)
        #expect(machine.apply(Examples.forecast([30], elsewhere: value)).isEmpty)
        #expect(machine.counts.malformed == 2)
    }

    @Test("a sum that overflows, a window the wrong way round, no cells and no time do no harm")
    mutating func hostileShape() {
        #expect(machine.apply(Examples.forecast([.greatestFiniteMagnitude, .greatestFiniteMagnitude])).isEmpty)
        var forecast = Examples.forecast()
        forecast.windowEnd = forecast.windowStart
        #expect(machine.apply(forecast).isEmpty)
        forecast.windowStart = .min
        forecast.windowEnd = .max
        #expect(machine.apply(forecast).isEmpty)
        #expect(machine.apply(Examples.forecast([])).isEmpty)
    }
}
