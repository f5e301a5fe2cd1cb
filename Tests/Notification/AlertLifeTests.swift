import Domain
import Notification
import Testing

@Suite("How alerts live: holds, merging, the all-clear")
struct AlertLifeTests {
    private func machine(_ life: AlertTerms.Life, coolDown: Int64 = 0) -> SignalAlerts {
        var policy = Examples.policy(coolDown: coolDown)
        policy.signals[0].terms.life = life
        return SignalAlerts(territory: "city", policy: policy)
    }

    @Test("what must hold before it is raised is raised once it has, by the watermark")
    func raiseHold() {
        var machine = machine(.init(raiseAfter: 900))
        #expect(machine.apply(Examples.signal()).isEmpty && machine.advance(to: Examples.time(899)).isEmpty)
        #expect(machine.advance(to: Examples.time(900)).map(\.occasion) == [.raised])
    }

    @Test("what faded before that is never told, nor its end")
    func fades() {
        var machine = machine(.init(raiseAfter: 900, endsWithAllClear: true))
        _ = machine.apply(Examples.signal())
        #expect(machine.apply(Examples.normal(at: 600)).isEmpty)
        #expect(machine.advance(to: Examples.time(100_000)).isEmpty && machine.held == 0 && machine.counts.faded == 1)
    }

    @Test("it is called off once all has been normal for long enough, and not where it came back before")
    func clearHold() {
        var machine = machine(.init(clearAfter: 900))
        _ = machine.apply(Examples.signal())
        #expect(machine.apply(Examples.normal(at: 300)).isEmpty)
        #expect(machine.apply(Examples.signal(at: 600)).isEmpty)
        #expect(machine.advance(to: Examples.time(1_500)).isEmpty)
        #expect(machine.apply(Examples.normal(at: 1_800)).isEmpty)
        #expect(machine.advance(to: Examples.time(2_700)).map(\.occasion) == [.cleared])
    }

    @Test("a signal that flaps every minute for six hours is one alert and one all-clear")
    func noFlapping() {
        var machine = machine(.init(raiseAfter: 60, clearAfter: 900), coolDown: 3_600)
        var alerts: [Alert] = []
        for minute in 0..<360 {
            let offset = Int64(minute) * 60
            alerts += machine.apply(minute % 3 == 2 ? Examples.normal(at: offset) : Examples.signal(at: offset))
            alerts += machine.advance(to: Examples.time(offset))
        }
        alerts += machine.apply(Examples.normal(at: 21_600))
        alerts += machine.advance(to: Examples.time(30_000))
        #expect(alerts.filter { $0.messageType == .alert }.count == 1 && alerts.filter { $0.messageType == .cancel }.count == 1)
    }

    @Test("an all-clear is also sent where it ends by its own expiry, over all that was told")
    func endsWithAllClear() {
        var machine = machine(.init(endsWithAllClear: true))
        let first = machine.apply(Examples.signal())
        let end = machine.advance(to: Examples.time(900 + 3_600))
        #expect(
            end.map(\.messageType) == [.cancel] && end[0].occasion == .ended && end[0].references.last?.identifier == first[0].identifier)
        #expect(end[0].expires > end[0].sent && end[0].responseTypes == [.allClear] && end[0].urgency == .past)
    }

    @Test("two signals a few milliseconds apart about one place are one alert, whatever names they bear")
    func sameMoment() {
        var machine = machine(.init(mergeWithin: 1))
        let alerts =
            machine.apply(Examples.signal("one")) + machine.apply(Examples.signal("two") { $0.cells = [Cell(column: 11, row: 20)] })
        #expect(alerts.filter { $0.messageType == .alert }.count == 1 && Set(alerts.map(\.thread)).count == 1 && machine.held == 1)
    }

    @Test("those further apart, of another category, or without a place are not")
    func apart() {
        var machine = machine(.init(mergeWithin: 1))
        _ = machine.apply(Examples.signal("one"))
        _ = machine.apply(Examples.signal("two") { $0.cells = [Cell(column: 13, row: 20)] })
        _ = machine.apply(Examples.signal("three") { $0.category = .noise })
        _ = machine.apply(Examples.signal("four") { $0.cells = [] })
        #expect(machine.held == 4)
    }

    @Test("a merged alert is called off once the last of its situations is normal")
    func mergedEnd() {
        var machine = machine(.init(mergeWithin: 1))
        _ = machine.apply(Examples.signal("one"))
        _ = machine.apply(Examples.signal("two"))
        #expect(machine.apply(Examples.normal("one")).isEmpty)
        #expect(machine.apply(Examples.normal("two")).map(\.messageType) == [.cancel])
    }

    @Test("a storm of signals about one place, each of its own name, is one alert with updates")
    func storm() {
        var machine = machine(.init(mergeWithin: 2))
        var alerts: [Alert] = []
        for number in 0..<10_000 {
            alerts += machine.apply(
                Examples.signal("s\(number)", at: Int64(number / 100)) {
                    $0.cells = [Cell(column: 10 + Int32(number % 3), row: 20)]
                    $0.observed = 8 + Double(number) / 100
                })
        }
        #expect(alerts.filter { $0.messageType == .alert }.count == 1 && Set(alerts.map(\.thread)).count == 1)
        #expect(alerts.count < 20 && machine.held == 1)
    }

    @Test("identifiers of CAP are given whole: sender, identifier and time of what is updated")
    func references() throws {
        var machine = machine(.init())
        let first = try #require(machine.apply(Examples.signal()).first)
        let second = try #require(machine.apply(Examples.signal(at: 900) { $0.observed = 30 }).first)
        #expect(second.references == [.init(sender: first.sender, identifier: first.identifier, sent: first.sent)])
    }
}
