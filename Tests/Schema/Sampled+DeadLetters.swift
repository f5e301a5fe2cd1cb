import Domain
import Schema

extension DeadLetterEntry: Sampled {
    static func sample(_ chance: inout Chance) -> DeadLetterEntry {
        DeadLetterEntry(
            source: chance.text(), stage: chance.text(), time: chance.instantOrNone(), field: chance.text(), reason: chance.text(),
            digest: chance.bytes(), position: chance.integer())
    }
}

extension DeadLetterCount: Sampled {
    static func sample(_ chance: inout Chance) -> DeadLetterCount {
        DeadLetterCount(
            source: chance.text(), stage: chance.text(), field: chance.text(), reason: chance.text(), count: chance.integer())
    }
}

extension DeadLettersRequest: Sampled {
    static func sample(_ chance: inout Chance) -> DeadLettersRequest {
        DeadLettersRequest(territory: chance.text(), source: chance.text(), reason: chance.text(), limit: chance.integer())
    }
}

extension DeadLettersReply: Sampled {
    static func sample(_ chance: inout Chance) -> DeadLettersReply {
        DeadLettersReply(
            service: chance.text(), letters: chance.list(upTo: 12) { .sample(&$0) }, counts: chance.list { .sample(&$0) },
            key: chance.bytes())
    }
}

extension DeadLetterReport: Sampled {
    static func sample(_ chance: inout Chance) -> DeadLetterReport {
        DeadLetterReport(territory: chance.text(), source: chance.text(), letters: chance.list(upTo: 12) { .sample(&$0) })
    }
}

extension DeadLetterReportReply: Sampled {
    static func sample(_ chance: inout Chance) -> DeadLetterReportReply { DeadLetterReportReply(taken: chance.integer()) }
}

extension SourceHealthRequest: Sampled {
    static func sample(_ chance: inout Chance) -> SourceHealthRequest { SourceHealthRequest(territory: chance.text()) }
}

extension SourceHealthEntry: Sampled {
    static func sample(_ chance: inout Chance) -> SourceHealthEntry {
        SourceHealthEntry(
            source: chance.text(), kind: chance.term(), heard: chance.instantOrNone(), declaredSilence: chance.integer(),
            usualGap: chance.perhaps { $0.number() }, expected: chance.perhaps { $0.number() }, observed: chance.integer(),
            drift: chance.perhaps { $0.number() }, unmapped: chance.perhaps { $0.number() }, skew: chance.perhaps { $0.number() },
            duplicates: chance.perhaps { $0.number() }, conditions: chance.list { $0.text() }, accepted: chance.integer(),
            refused: chance.integer(), idle: chance.number())
    }
}

extension SourceHealthReply: Sampled {
    static func sample(_ chance: inout Chance) -> SourceHealthReply { SourceHealthReply(sources: chance.list { .sample(&$0) }) }
}
