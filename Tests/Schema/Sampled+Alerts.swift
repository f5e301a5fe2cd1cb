import Domain
import Schema

extension AlertFilter: Sampled {
    static func sample(_ chance: inout Chance) -> AlertFilter {
        AlertFilter(
            categories: Set(chance.list { $0.term() }), minimumSeverity: chance.term(),
            box: chance.perhaps {
                CellBox(west: $0.integer(), east: $0.integer(), south: $0.integer(), north: $0.integer())
            }, cells: chance.list { $0.cell() }, zones: Set(chance.list { $0.text() }),
            polygons: chance.list { chance in (0..<2 * (3 + chance.below(5))).map { _ in chance.number() } },
            audiences: Set(chance.list { $0.term() }), languages: Set(chance.list { $0.term() }), includesHeld: chance.flag())
    }
}

extension Alert.Reference: Sampled {
    static func sample(_ chance: inout Chance) -> Alert.Reference {
        Alert.Reference(sender: chance.text(), identifier: chance.text(), sent: chance.integer())
    }
}

extension Alert.Hold: Sampled {
    static func sample(_ chance: inout Chance) -> Alert.Hold { Alert.Hold(chance.term(), chance.term()) }
}

extension Silence: Sampled {
    static func sample(_ chance: inout Chance) -> Silence {
        Silence(
            identifier: chance.text(), rules: Set(chance.list { $0.text() }), categories: Set(chance.list { $0.term() }),
            cells: chance.list { $0.cell() }, zones: Set(chance.list { $0.text() }), from: chance.integer(), until: chance.integer(),
            reason: chance.text())
    }
}

extension AlertAction: Sampled {
    static func sample(_ chance: inout Chance) -> AlertAction {
        AlertAction(
            territory: chance.text(), identifier: chance.text(), kind: chance.term(), alert: chance.text(), role: chance.text(),
            time: chance.integer(), answer: chance.term(), team: chance.text(), silence: chance.perhaps { .sample(&$0) })
    }
}

extension AlertActionReply: Sampled {
    static func sample(_ chance: inout Chance) -> AlertActionReply {
        AlertActionReply(known: chance.flag(), repeated: chance.flag(), time: chance.integer())
    }
}

extension AlertState: Sampled {
    static func sample(_ chance: inout Chance) -> AlertState {
        AlertState(
            alert: .sample(&chance), raised: chance.integer(), messages: chance.integer(),
            acknowledged: chance.perhaps { Int64($0.below(1_000)) + 1 }, acknowledgedBy: chance.text(), team: chance.text(),
            answer: chance.term(), gateways: chance.integer(), devices: devices(&chance))
    }

    static func devices(_ chance: inout Chance) -> DeviceCounts {
        DeviceCounts(delivered: chance.integer(), failed: chance.integer(), expired: chance.integer(), gone: chance.integer())
    }
}

extension InForceRequest: Sampled {
    static func sample(_ chance: inout Chance) -> InForceRequest {
        InForceRequest(
            territory: chance.text(), filter: chance.perhaps { .sample(&$0) }, identifiers: chance.list { $0.text() },
            after: chance.text())
    }
}

extension AlertLimits: Sampled {
    static func sample(_ chance: inout Chance) -> AlertLimits {
        let shares: [Int64] = [60, 900, 3_600, 21_600, 86_400]
        let severities: [Severity] = [.minor, .moderate, .severe, .extreme]
        return AlertLimits(
            atMost: chance.below(AlertLimits.maximumMessages + 1), per: shares[chance.below(5)],
            digest: chance.perhaps { shares[$0.below(5)] },
            quietHours: chance.perhaps { QuietHours(from: Int64($0.below(700)), until: 700 + Int64($0.below(740))) },
            exceptFrom: chance.perhaps { severities[$0.below(4)] })
    }
}

extension InForceReply: Sampled {
    static func sample(_ chance: inout Chance) -> InForceReply {
        InForceReply(
            cursor: .sample(&chance), watermark: chance.instantOrNone(), alerts: chance.list { .sample(&$0) },
            silences: chance.list { .sample(&$0) }, truncated: chance.flag())
    }
}

extension RuleRecord: Sampled {
    static func sample(_ chance: inout Chance) -> RuleRecord {
        RuleRecord(
            rule: chance.text(), raised: chance.integer(), useful: chance.integer(), notSo: chance.integer(), known: chance.integer(),
            acknowledged: chance.integer(), escalated: chance.integer())
    }
}

extension RuleRecordRequest: Sampled {
    static func sample(_ chance: inout Chance) -> RuleRecordRequest { RuleRecordRequest(territory: chance.text()) }
}

extension RuleRecordReply: Sampled {
    static func sample(_ chance: inout Chance) -> RuleRecordReply { RuleRecordReply(rules: chance.list { .sample(&$0) }) }
}

extension AcknowledgeRequest: Sampled {
    static func sample(_ chance: inout Chance) -> AcknowledgeRequest {
        AcknowledgeRequest(
            territory: chance.text(), gateway: chance.text(), alert: chance.text(), devices: AlertState.devices(&chance))
    }
}

extension AcknowledgeReply: Sampled {
    static func sample(_ chance: inout Chance) -> AcknowledgeReply { AcknowledgeReply(known: chance.flag(), repeated: chance.flag()) }
}
