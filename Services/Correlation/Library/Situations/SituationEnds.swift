import Domain

// When a situation is over: a gap after its last unusual slot, once what its cells count is no longer remarkable. One more Signal says so.
extension CorrelationMachine {
    /// Looks at the situations that are due; each is over, or lives for another gap.
    mutating func judgeSituations(by instant: Int64) -> [Signal] {
        guard !situations.isEmpty else { return [] }
        var signals: [Signal] = []
        var due = situations.due(by: instant)
        while !due.isEmpty {
            for situation in due {
                if situation.usual.upperTail(situation.since) < settings.quietLevel {
                    situations.prolong(situation)
                } else {
                    situations.end(situation)
                    signals.append(ending(situation))
                }
            }
            due = situations.due(by: instant)
        }
        tally.signals += signals.count
        return signals
    }

    private mutating func ending(_ situation: Situations.Situation) -> Signal {
        let end = situation.until &+ situation.gap
        var identifier = Fingerprint()
        identifier.combine("over")
        identifier.combine(situation.identifier)
        identifier.combine(end)
        let category = situation.members.first?.category ?? .other
        let cells = situation.members.map(\.cell).sorted()
        let wording = EndWording(
            category: category, cells: cells, grid: grid, end: end, count: situation.since, expected: situation.mean)
        return Signal(
            identifier: identifier.hexadecimal, kind: .anomaly, category: category, cells: cells, start: situation.until, end: end,
            observed: Double(situation.since), expected: situation.mean, pValue: situation.usual.upperTail(situation.since),
            severity: .minor, sources: [], french: wording.french(&clock), english: wording.english(&clock),
            situation: situation.identifier)
    }
}
