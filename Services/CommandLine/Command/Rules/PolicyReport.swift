import Domain
import Notification

/// What a replay through a policy shows: a JSON line a decision, or counts a rule.
struct PolicyReport {
    let decisions: [PolicyReplay.Decision]
    /// Days of event time.
    let days: Double

    func lines() {
        for decision in decisions { Output.line(json(decision).text) }
    }

    /// Counts a rule, then what was held back and why, then what an operator had.
    func table() {
        var sent: [String: [Alert.Occasion: Int]] = [:]
        var rings: [Audience: Int] = [:]
        var alarms: [Audience: Int] = [:]
        var held: [String: Int] = [:]
        for decision in decisions {
            switch decision {
            case .message(let alert):
                if !alert.audiences.isEmpty { sent[alert.rule, default: [:]][alert.occasion, default: 0] += 1 }
                for audience in alert.audiences {
                    rings[audience, default: 0] += 1
                    if alert.messageType == .alert || alert.occasion == .released { alarms[audience, default: 0] += 1 }
                }
                for hold in alert.held where alert.messageType != .cancel { held["\(hold.audience.name): \(hold.reason)", default: 0] += 1 }
            case .nothing(let note): held["\(note.rule): \(note.reason)", default: 0] += 1
            }
        }
        for (rule, counts) in sent.sorted(by: { $0.key < $1.key }) {
            let text = counts.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
            Output.line(say("sent: \(rule): \(text)", "envoyé : \(rule) : \(text)"))
        }
        for (reason, count) in held.sorted(by: { $0.key < $1.key }) {
            Output.line(say("held back: \(reason) \(count)", "retenu : \(reason) \(count)"))
        }
        for (audience, count) in rings.sorted(by: { $0.key < $1.key }) {
            let (each, new) = (Numbers.short(Double(count) / days), Numbers.short(Double(alarms[audience] ?? 0) / days))
            Output.line(
                say(
                    "\(audience.name): \(count) messages over \(Numbers.short(days)) days, \(each) a day, \(new) of them new alerts or digests",
                    "\(audience.name) : \(count) messages en \(Numbers.short(days)) jours, \(each) par jour, dont \(new) nouvelles alertes ou récapitulatifs"
                ))
        }
    }

    private func json(_ decision: PolicyReplay.Decision) -> JSON {
        switch decision {
        case .message(let alert):
            return .object([
                ("time", .string(Times.text(alert.sent))), ("decision", .string(alert.audiences.isEmpty ? "held" : "sent")),
                ("rule", .string(alert.rule)), ("type", .string("\(alert.messageType)")), ("occasion", .string("\(alert.occasion)")),
                ("severity", .string("\(alert.severity)")), ("category", .string(alert.category.code)),
                ("audiences", .strings(alert.audiences.sorted().map(\.name))),
                (
                    "held",
                    .array(alert.held.map { .object([("audience", .string($0.audience.name)), ("reason", .string("\($0.reason)"))]) })
                ),
                ("released", .boolean(alert.isReleased)), ("thread", .string(alert.thread)), ("identifier", .string(alert.identifier)),
                ("headline", .string(say(alert.english.headline, alert.french.headline))), ("cause", .string(alert.cause)),
            ])
        case .nothing(let note):
            return .object([
                ("time", .string(Times.text(note.time))), ("decision", .string("nothing")), ("rule", .string(note.rule)),
                ("reason", .string("\(note.reason)")), ("category", .string(note.category.code)),
                ("headline", .string(say(note.headline.english, note.headline.french))),
            ])
        }
    }
}
