import Domain
import Schema

extension RedactedText: Sampled {
    static func sample(_ chance: inout Chance) -> RedactedText {
        let incident = Incident.sample(&chance)
        return RedactedText(
            kind: incident.kind, category: incident.category, cell: incident.cell, slot: incident.slot, sequence: chance.integer(),
            index: chance.integer(), text: chance.text())
    }
}

extension TextBatch: Sampled {
    static func sample(_ chance: inout Chance) -> TextBatch { TextBatch(texts: chance.list(upTo: 20) { .sample(&$0) }) }
}
