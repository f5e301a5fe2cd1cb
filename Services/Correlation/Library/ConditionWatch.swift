import Domain

/// Tells once when something becomes unusual about how a source reports, and once when it is over.
struct ConditionWatch: Sendable {
    /// A condition of a source.
    struct Key: Hashable, Comparable, Sendable {
        let source: String
        let condition: UInt32

        static func < (one: Key, other: Key) -> Bool { (one.source, one.condition) < (other.source, other.condition) }
    }

    /// The situations of the conditions that hold.
    private(set) var standing: [Key: String] = [:]

    mutating func advance(to watermark: Watermark) -> [Signal] {
        var signals: [Signal] = []
        var now: [Key: String] = [:]
        for source in watermark.sources {
            for condition in SourceCondition.named {
                let key = Key(source: source.identifier, condition: condition.rawValue)
                let known = standing[key]
                if source.conditions.contains(condition) {
                    let situation = known ?? ConditionWatch.situation(key, since: watermark.time)
                    now[key] = situation
                    if known == nil { signals.append(ConditionWatch.signal(source, condition, holds: true, situation, watermark)) }
                } else if let known {
                    signals.append(ConditionWatch.signal(source, condition, holds: false, known, watermark))
                }
            }
        }
        standing = now
        return signals
    }

    static func read(from reader: inout StateReader) throws(StateError) -> [Key: String] {
        var standing: [Key: String] = [:]
        for _ in 0..<(try reader.count()) {
            let key = Key(source: try reader.string(), condition: UInt32(truncatingIfNeeded: try reader.unsigned()))
            standing[key] = try reader.string()
        }
        return standing
    }

    mutating func restore(_ standing: [Key: String]) { self.standing = standing }

    private static func situation(_ key: Key, since: Instant) -> String {
        var identifier = Fingerprint()
        identifier.combine("condition")
        identifier.combine(key.source)
        identifier.combine(Int64(key.condition))
        identifier.combine(since.milliseconds)
        return identifier.hexadecimal
    }

    /// A p-value of 0 while it holds and of 1 once it is over, as silences have.
    private static func signal(
        _ source: Watermark.Source, _ condition: SourceCondition, holds: Bool, _ situation: String, _ watermark: Watermark
    ) -> Signal {
        var identifier = Fingerprint()
        identifier.combine(holds ? "condition" : "condition over")
        identifier.combine(situation)
        identifier.combine(watermark.time.milliseconds)
        let wording = ConditionWording(source: source.identifier, kind: source.kind, condition: condition, holds: holds)
        return Signal(
            identifier: identifier.hexadecimal, kind: .sourceHealth, category: .other, cells: [], start: watermark.time.seconds,
            end: watermark.time.seconds, observed: holds ? 1 : 0, expected: 0, pValue: holds ? 0 : 1, severity: .minor,
            sources: [source.kind], french: wording.french, english: wording.english, situation: situation)
    }
}
