import Domain
import Notification
import Testing

@Suite("The picture of a late joiner")
struct AlertBoardTests {
    private func messages(_ events: [Signal], until offset: Int64 = 0) -> [Alert] {
        var machine = SignalAlerts(territory: "city", policy: Examples.policy())
        return events.flatMap { machine.apply($0) }
    }

    private let all = AlertPredicate(AlertFilter(), grid: nil)

    private func board(_ alerts: [Alert]) -> AlertBoard {
        var board = AlertBoard()
        for alert in alerts { board.hear(alert) }
        return board
    }

    @Test("holds the latest message of what is in force, and nothing of what was called off")
    func inForce() {
        let alerts = messages([
            Examples.signal("a"), Examples.signal("b"), Examples.signal("a", at: 900) { $0.observed = 40 }, Examples.normal("b"),
        ])
        let states = board(alerts).inForce(all)
        #expect(states.map(\.alert.identifier) == [alerts[2].identifier] && states[0].messages == 2 && states[0].raised == alerts[0].sent)
    }

    @Test("what expired is not in it, and can be asked for by name for a day")
    func expired() {
        let alert = messages([Examples.signal()])[0]
        var board = board([alert])
        board.advance(to: Instant(seconds: alert.expires))
        #expect(
            board.inForce(all).isEmpty && board.named([alert.identifier], all).count == 1 && board.named([alert.thread], all).count == 1)
        board.advance(to: Instant(seconds: alert.expires + AlertBoard.grace))
        #expect(board.named([alert.identifier], all).isEmpty && board.count == 0)
    }

    @Test("the picture and then the changes are all that a subscription from the beginning shows", arguments: [UInt64(1), 2, 3])
    func completes(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        var machine = SignalAlerts(territory: "city", policy: Examples.policy())
        var alerts: [Alert] = []
        for step in 0..<200 {
            let situation = "s\(Int.random(in: 0..<9, using: &random))"
            alerts += machine.apply(
                Examples.signal(situation, at: Int64(step) * 60) {
                    $0.observed = Double(Int.random(in: 0..<40, using: &random))
                    $0.pValue = [0.0001, 1][Int.random(in: 0..<2, using: &random)]
                    $0.severity = Severity.allCases[Int.random(in: 1..<5, using: &random)]
                    $0.cells = [Cell(column: Int32.random(in: 0..<30, using: &random), row: 3)]
                })
        }
        let predicate = AlertPredicate(
            AlertFilter(minimumSeverity: .moderate, box: CellBox(west: 5, east: 14, south: 0, north: 10)), grid: nil)
        for joined in stride(from: 0, to: alerts.count, by: 7) {
            // Whoever was there from the beginning knows these to be in force:
            var known: [String: Alert] = [:]
            for alert in alerts.prefix(joined) where predicate.matches(alert) {
                known[alert.thread] = alert.messageType == .cancel ? nil : alert
            }
            let picture = board(Array(alerts.prefix(joined))).inForce(predicate)
            #expect(Set(known.keys).isSubset(of: Set(picture.map(\.alert.thread))))
        }
    }

    @Test("each rule's answers are counted, the last one of an alert alone")
    func precision() throws {
        let alerts = messages([Examples.signal("a"), Examples.signal("b")])
        var board = board(alerts)
        func answer(_ answer: AlertAction.Answer, _ alert: Alert) -> AlertAction {
            AlertAction(
                territory: "city", identifier: "x", kind: .answer, alert: alert.identifier, role: "operator", time: 9, answer: answer)
        }
        board.hear(answer(.false, alerts[0]))
        board.hear(answer(.useful, alerts[0]))
        board.hear(answer(.false, alerts[1]))
        let record = try #require(board.records.first)
        #expect(record.rule == "rule" && record.raised == 2 && record.useful == 1 && record.notSo == 1 && record.acknowledged == 2)
        #expect(record.precision == 0.5 && board.inForce(all).first?.acknowledgedBy == "operator")
    }

    @Test("it is bounded")
    func bounded() {
        var board = AlertBoard(limit: 3)
        for alert in messages((0..<9).map { Examples.signal("s\($0)", at: Int64($0)) }) { board.hear(alert) }
        #expect(board.count == 3)
    }

    @Test("what an audience was told of by a digest is in its picture")
    func digest() throws {
        var policy = Examples.policy()
        policy.audiences = [.operators: AudienceTerms(atMost: 1, per: 86_400, digest: 1_800)]
        var machine = SignalAlerts(territory: "city", policy: policy)
        var alerts = ["a", "b"].flatMap { name in machine.apply(Examples.signal(name) { $0.end += 7_200 }) }
        let operators = AlertPredicate(AlertFilter(audiences: [.operators]), grid: nil)
        #expect(board(alerts).inForce(operators).map(\.alert.thread) == [alerts[0].thread])
        alerts += machine.advance(to: Examples.time(1_800))
        #expect(Set(board(alerts).inForce(operators).map(\.alert.thread)) == Set(alerts.prefix(2).map(\.thread)))
    }
}
