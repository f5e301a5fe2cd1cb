import Domain
import Notification
import Testing

@Suite("Whom alerts ring, and what holds them back")
struct AudienceTests {
    private func machine(
        _ audiences: [Audience: AudienceTerms], silences: [Silence] = [], _ change: (inout AlertTerms.Life) -> Void = { _ in }
    ) -> SignalAlerts {
        var policy = Examples.policy()
        policy.audiences = audiences
        policy.silences = silences
        change(&policy.signals[0].terms.life)
        return SignalAlerts(territory: "city", policy: policy)
    }

    /// 15:15 in UTC, the machine's clock without a register.
    private let quietNow = QuietHours(from: 15 * 60, until: 16 * 60)

    private func silence(until offset: Int64, _ change: (inout Silence) -> Void = { _ in }) -> Silence {
        var silence = Silence(identifier: "works", from: Examples.noon - 10, until: Examples.noon + offset)
        change(&silence)
        return silence
    }

    private func act(
        _ kind: AlertAction.Kind, _ alert: String = "", at offset: Int64 = 0, _ change: (inout AlertAction) -> Void = { _ in }
    ) -> AlertAction {
        var action = AlertAction(
            territory: "city", identifier: "\(kind)-\(offset)", kind: kind, alert: alert, role: "operator", time: Examples.noon + offset)
        change(&action)
        return action
    }

    @Test("in quiet hours an alert is kept, says so, and rings once they are over")
    func quietHours() {
        var machine = machine([.operators: .init(quietHours: quietNow)])
        let first = machine.apply(Examples.signal { $0.end += 7_200 })
        #expect(first.map(\.audiences) == [[]] && first[0].held == [.init(.operators, .quietHours)])
        let later = machine.advance(to: Examples.time(2_700))
        #expect(later.map(\.occasion) == [.released] && later[0].audiences == [.operators] && later[0].thread == first[0].thread)
    }

    @Test("what is grave enough rings in quiet hours, and past any limit")
    func exceptions() {
        var machine = machine([.operators: .init(quietHours: quietNow, atMost: 1, exceptFrom: .severe)])
        for number in 0..<3 {
            #expect(machine.apply(Examples.signal("s\(number)") { $0.severity = .severe }).map(\.audiences) == [[.operators]])
        }
    }

    @Test("what was over before it could ring is dropped, with no all-clear for what nobody was told")
    func overMeanwhile() {
        var machine = machine([.operators: .init(quietHours: quietNow)]) { $0.endsWithAllClear = true }
        _ = machine.apply(Examples.signal())
        let end = machine.apply(Examples.normal(at: 900))
        #expect(end.map(\.messageType) == [.cancel] && end[0].audiences.isEmpty)
        #expect(machine.advance(to: Examples.time(10_000)).isEmpty)
    }

    @Test("past its limit an audience is told of the rest in one digest, gravest first")
    func digest() throws {
        var machine = machine([.operators: .init(atMost: 2, per: 86_400, digest: 1_800)])
        for number in 0..<5 {
            _ = machine.apply(Examples.signal("s\(number)") { $0.severity = number == 4 ? .severe : .moderate })
        }
        #expect(machine.counts.rung == 2 && machine.counts.limited == 3)
        let digest = try #require(machine.advance(to: Examples.time(1_800)).first)
        #expect(digest.occasion == .digest && digest.audiences == [.operators] && digest.gathered.count == 3 && digest.severity == .severe)
        #expect(digest.french.headline == "Récapitulatif : 3 alertes en cours")
        #expect(machine.apply(Examples.normal("s4")).map(\.audiences) == [[.operators]], "what a digest told of has an all-clear")
    }

    @Test("without digests, what a limit held rings when there is room again")
    func limitOver() {
        var machine = machine([.operators: .init(atMost: 1, per: 1_800)])
        _ = machine.apply(Examples.signal("one"))
        _ = machine.apply(Examples.signal("two", at: 60) { $0.end += 7_200 })
        #expect(machine.advance(to: Examples.time(1_799)).isEmpty)
        #expect(machine.advance(to: Examples.time(1_801)).map(\.occasion) == [.released])
    }

    @Test("a silence of the policy rings nobody; its end tells what still lives")
    func silenceOver() {
        var machine = machine([:], silences: [silence(until: 1_800)])
        #expect(machine.apply(Examples.signal { $0.end += 7_200 }).map(\.held) == [[.init(.operators, .silence)]])
        #expect(machine.advance(to: Examples.time(1_800)).map(\.occasion) == [.released])
    }

    @Test("the all-clear of what was silenced is sent")
    func silencedAllClear() {
        var machine = machine([:], silences: [silence(until: 7_200)])
        _ = machine.apply(Examples.signal())
        #expect(machine.apply(Examples.normal(at: 900)).map(\.audiences) == [[.operators]])
    }

    @Test("an operator's silence holds even what is extreme, and its early end tells what still lives")
    func askedSilence() {
        var machine = machine([:])
        let silence = silence(until: 7_200) { $0.categories = [.theft] }
        #expect(machine.act(act(.silence) { $0.silence = silence }).known)
        #expect(machine.apply(Examples.signal { $0.severity = .extreme }).map(\.audiences) == [[]])
        #expect(machine.apply(Examples.signal("noise") { $0.category = .noise }).map(\.audiences) == [[.operators]])
        let end = machine.act(act(.unsilence, at: 60) { $0.silence = silence })
        #expect(end.known && end.alerts.map(\.audiences) == [[.operators]])
        #expect(!machine.act(act(.unsilence, at: 70) { $0.silence = silence }).known)
    }

    @Test("an alert that reaches beyond a silenced area still rings")
    func partlySilenced() {
        var machine = machine([:], silences: [silence(until: 7_200) { $0.cells = [Cell(level: 3, column: 1, row: 2)] }])
        #expect(machine.apply(Examples.signal("in")).map(\.audiences) == [[]])
        let both = [Cell(column: 10, row: 20), Cell(column: 16, row: 20)]
        #expect(machine.apply(Examples.signal("out") { $0.cells = both }).map(\.audiences) == [[.operators]])
    }

    @Test("where nobody deals with an alert in time, others are rung, step by step")
    func escalates() {
        var machine = machine([:]) {
            $0.escalations = [.init(after: 900, to: [.fieldAgents]), .init(after: 600, to: [.partnerAgencies])]
        }
        _ = machine.apply(Examples.signal())
        let first = machine.advance(to: Examples.time(900))
        #expect(first.map(\.occasion) == [.escalated] && first[0].audiences == [.operators, .fieldAgents] && first[0].escalation == 1)
        #expect(machine.advance(to: Examples.time(1_500)).map(\.escalation) == [2])
        #expect(machine.apply(Examples.normal(at: 1_600)).map(\.audiences) == [Audience.staff])
    }

    @Test("an acknowledged alert does not escalate; forgotten, it is opened again, and escalates then")
    func reopens() throws {
        var machine = machine([:]) {
            $0.escalations = [.init(after: 900, to: [.fieldAgents])]
            $0.reopenAfter = 1_800
        }
        let alert = try #require(machine.apply(Examples.signal { $0.end += 7_200 }).first)
        #expect(machine.act(act(.acknowledge, alert.identifier, at: 300)).known)
        #expect(machine.advance(to: Examples.time(2_000)).isEmpty)
        #expect(machine.advance(to: Examples.time(2_100)).map(\.occasion) == [.reopened])
        #expect(machine.advance(to: Examples.time(3_000)).map(\.occasion) == [.escalated])
    }

    @Test("an action on an alert that is not held is not known")
    func unknownAction() {
        var machine = machine([:])
        #expect(!machine.act(act(.acknowledge, "nothing")).known)
    }

    @Test("what people did and what waits survive a restart at any moment")
    func restart() throws {
        func fresh() -> SignalAlerts {
            self.machine([.operators: .init(quietHours: quietNow, atMost: 2, digest: 600)]) {
                $0 = .init(
                    raiseAfter: 60, clearAfter: 120, endsWithAllClear: true, mergeWithin: 1,
                    escalations: [.init(after: 900, to: [.fieldAgents])], reopenAfter: 600)
            }
        }
        var (machine, deltas) = (fresh(), [[UInt8]]())
        let silence = silence(until: 400) { $0.zones = ["z"] }
        for step in 0..<80 {
            var again = fresh()
            for delta in deltas { try again.replay(delta: delta) }
            #expect(again.snapshot() == machine.snapshot())
            let offset = Int64(step) * 60
            func go(_ machine: inout SignalAlerts) -> [Alert] {
                var alerts = machine.apply(
                    step % 5 == 4 ? Examples.normal("s\(step % 3)", at: offset) : Examples.signal("s\(step % 3)", at: offset))
                if step == 7 { alerts += machine.act(act(.silence, at: offset) { $0.silence = silence }).alerts }
                if step == 20, let alert = alerts.first { alerts += machine.act(act(.acknowledge, alert.thread, at: offset)).alerts }
                return alerts + machine.advance(to: Examples.time(offset))
            }
            #expect(go(&machine) == go(&again))
            deltas.append(machine.takeDelta())
        }
    }
}
