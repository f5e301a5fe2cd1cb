import Domain
import Schema

extension ObservationBatch: Sampled {
    static func sample(_ chance: inout Chance) -> ObservationBatch {
        ObservationBatch(
            territory: chance.text(), sourceID: chance.text(), observations: chance.list(upTo: 8) { .sample(&$0) },
            reportedUntil: chance.perhaps { $0.instant() })
    }
}

extension Refusal: Sampled {
    static func sample(_ chance: inout Chance) -> Refusal {
        Refusal(index: chance.integer(), status: chance.term(), field: chance.text(), reason: chance.text(), message: chance.text())
    }
}

extension PushReceipt: Sampled {
    static func sample(_ chance: inout Chance) -> PushReceipt {
        PushReceipt(
            accepted: chance.integer(), duplicates: chance.integer(), refusals: chance.list { .sample(&$0) }, sequence: chance.integer())
    }
}

extension IncidentBatch: Sampled {
    static func sample(_ chance: inout Chance) -> IncidentBatch { IncidentBatch(incidents: chance.list(upTo: 20) { .sample(&$0) }) }
}

extension ReadingBatch: Sampled {
    static func sample(_ chance: inout Chance) -> ReadingBatch { ReadingBatch(readings: chance.list(upTo: 20) { .sample(&$0) }) }
}

extension RetractionBatch: Sampled {
    static func sample(_ chance: inout Chance) -> RetractionBatch {
        RetractionBatch(retractions: chance.list(upTo: 20) { .sample(&$0) })
    }
}
