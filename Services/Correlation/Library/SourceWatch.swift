import Domain

/// Tells once when a source falls silent, and once when it speaks again.
struct SourceWatch: Sendable {
    /// Situations of the sources that are silent.
    private(set) var silent: [String: String] = [:]

    mutating func advance(to watermark: Watermark, clock: inout LocalClock) -> [Signal] {
        var signals: [Signal] = []
        var now: [String: String] = [:]
        // One that has never reported anything has not fallen silent: it was declared and is not connected yet.
        for source in watermark.sources where source.time > Instant(milliseconds: 0) {
            let situation = silent[source.identifier]
            if source.idle {
                now[source.identifier] = situation ?? SourceWatch.situation(source)
                if situation == nil { signals.append(signal(source, SourceWatch.situation(source), watermark: watermark, clock: &clock)) }
            } else if let situation {
                signals.append(signal(source, situation, watermark: watermark, clock: &clock))
            }
        }
        silent = now
        return signals
    }

    mutating func restore(_ silent: [String: String]) { self.silent = silent }

    private static func situation(_ source: Watermark.Source) -> String {
        var identifier = Fingerprint()
        identifier.combine("silent")
        identifier.combine(source.identifier)
        identifier.combine(source.time.milliseconds)
        return identifier.hexadecimal
    }

    /// Observed: seconds of silence, 0 when it is over; a silence longer than declared has a p-value of 0, one that is over 1.
    private func signal(_ source: Watermark.Source, _ situation: String, watermark: Watermark, clock: inout LocalClock) -> Signal {
        let since = source.time.seconds
        let now = watermark.time.seconds
        var identifier = Fingerprint()
        identifier.combine(source.idle ? "silent" : "speaks")
        identifier.combine(situation)
        identifier.combine(source.time.milliseconds)
        let wording = SilenceWording(source: source.identifier, kind: source.kind, since: since, silent: source.idle)
        return Signal(
            identifier: identifier.hexadecimal, kind: .sourceSilent, category: .other, cells: [],
            start: min(since, now), end: now, observed: source.idle ? Double(max(1, now &- since)) : 0,
            expected: 0, pValue: source.idle ? 0 : 1, severity: source.idle ? .moderate : .minor, sources: [source.kind],
            french: wording.french(&clock), english: wording.english(&clock), situation: situation)
    }
}
