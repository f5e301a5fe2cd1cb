import Domain
import Schema

/// A message of which tests can make any number.
protocol Sampled: Message, Hashable {
    static func sample(_ chance: inout Chance) -> Self
}

extension Cell: Sampled {
    static func sample(_ chance: inout Chance) -> Cell { chance.cell() }
}

extension Observation: Sampled {
    static func sample(_ chance: inout Chance) -> Observation {
        Observation(
            observationID: chance.text(), sourceID: chance.text(), version: chance.integer(), operation: chance.term(),
            phenomenonStart: chance.perhaps { $0.instant() }, phenomenonEnd: chance.instantOrNone(),
            offsetMinutes: chance.perhaps { $0.integer() }, timeCertainty: chance.term(), resultTime: chance.instantOrNone(),
            latitude: chance.perhaps { $0.number() }, longitude: chance.perhaps { $0.number() }, accuracy: Float(chance.below(100)),
            polygon: chance.list(upTo: 40) { $0.number() }, cellCode: chance.text(), areaCode: chance.text(), originalCode: chance.text(),
            codeSystem: chance.text(), severity: chance.term(), status: chance.term(), origin: chance.term(),
            value: chance.perhaps { $0.number() }, unit: chance.text(), quality: chance.term(), lower: chance.perhaps { $0.number() },
            upper: chance.perhaps { $0.number() }, text: chance.text())
    }
}

extension Incident: Sampled {
    static func sample(_ chance: inout Chance) -> Incident {
        Incident(
            kind: chance.term(), category: chance.term(), cell: chance.cell(), slot: chance.slot(), severity: chance.term(),
            timeCertainty: chance.term(), origin: chance.term())
    }
}

extension Reading: Sampled {
    static func sample(_ chance: inout Chance) -> Reading {
        Reading(
            kind: chance.term(), category: chance.term(), cell: chance.perhaps { $0.cell() }, slot: chance.slot(),
            saidSlot: chance.instantOrNone()?.milliseconds, value: chance.perhaps { $0.number() }, unit: chance.text(),
            quality: chance.term(), lower: chance.perhaps { $0.number() }, upper: chance.perhaps { $0.number() })
    }
}

extension Retraction: Sampled {
    static func sample(_ chance: inout Chance) -> Retraction {
        let retracted: Retracted = chance.flag() ? .incident(.sample(&chance)) : .reading(.sample(&chance))
        return Retraction(sequence: chance.integer(), index: chance.integer(), retracted: retracted)
    }
}

extension Signal: Sampled {
    static func sample(_ chance: inout Chance) -> Signal {
        Signal(
            identifier: chance.text(), kind: chance.term(), category: chance.term(), cells: chance.list { $0.cell() },
            start: chance.integer(), end: chance.integer(), observed: chance.number(), expected: chance.number(), pValue: chance.number(),
            severity: chance.term(), sources: chance.list { $0.term() }, french: chance.text(), english: chance.text(),
            situation: chance.text())
    }
}

extension Forecast: Sampled {
    /// With values that the scale holds exactly: what it rounds is tested by itself.
    static func sample(_ chance: inout Chance) -> Forecast {
        let level = UInt8(chance.below(16))
        let cells = Set(chance.list(upTo: 50) { Cell(level: level, column: $0.integer(), row: $0.integer()) })
        let expected = Double(chance.below(9))
        return Forecast(
            issuedAt: chance.integer(), windowStart: chance.integer(), windowEnd: chance.integer(), category: chance.term(),
            cells: cells.sorted().map { Expectation(cell: $0, expected: expected) }, elsewhere: chance.number(),
            dispersion: chance.number(), model: chance.text(), trainedFrom: chance.integer(), trainedUntil: chance.integer(),
            sources: chance.list { $0.term() }, silentSources: chance.list { $0.term() })
    }
}

extension Alert: Sampled {
    static func sample(_ chance: inout Chance) -> Alert {
        Alert(
            identifier: chance.text(), sender: chance.text(), sent: chance.integer(), status: chance.term(), messageType: chance.term(),
            references: chance.list { .sample(&$0) }, capCategory: chance.text(), category: chance.term(), urgency: chance.term(),
            severity: chance.term(), certainty: chance.term(), effective: chance.integer(), onset: chance.integer(),
            expires: chance.integer(), french: wording(&chance), english: wording(&chance), cells: chance.list { $0.cell() },
            rule: chance.text(), thread: chance.text(), cause: chance.text(), audiences: Set(chance.list { $0.term() }),
            held: chance.list { .sample(&$0) }, zones: chance.list { $0.text() },
            place: Place(french: chance.text(), english: chance.text()), responseTypes: chance.list { $0.term() },
            occasion: chance.term(), escalation: chance.integer(), isReleased: chance.flag(), gathered: chance.list { $0.text() })
    }

    private static func wording(_ chance: inout Chance) -> Wording {
        Wording(event: chance.text(), headline: chance.text(), description: chance.text(), instruction: chance.text())
    }
}

extension Watermark: Sampled {
    static func sample(_ chance: inout Chance) -> Watermark {
        Watermark(
            time: chance.instant(),
            sources: chance.list { Source(identifier: $0.text(), kind: $0.term(), time: $0.instant(), idle: $0.flag()) })
    }
}
