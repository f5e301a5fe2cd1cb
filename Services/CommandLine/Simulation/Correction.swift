import Domain

/// What a source says when it was wrong: the same id, a higher version.
enum Correction {
    /// Seconds after the first report within which corrections come.
    static let delay: ClosedRange<Int> = 600...21_600

    static func arrival(
        of observation: Observation, sent: Int64, from source: SimulatedSource, using random: inout SplitMix64
    ) -> Arrival {
        var corrected = observation
        corrected.version += 1
        if random.chance(0.3) {
            corrected.operation = .withdraw
            corrected.text = ""
        } else {
            corrected.operation = .replace
            if random.chance(0.5), let other = substitutes[source.kind]?[observation.originalCode] {
                corrected.originalCode = other
            } else {
                corrected.severity = observation.severity == .moderate ? .minor : .moderate
            }
        }
        return Arrival(time: sent + Int64(random.integer(delay)), source: source, observation: corrected)
    }

    /// Codes that a source takes for one another at first.
    private static let substitutes: [SourceKind: [String: String]] = [
        .policeLog: [
            "brawl": "assault", "assault": "brawl", "noise": "gathering", "gathering": "noise", "theft": "damage", "damage": "theft",
        ],
        .fireBrigade: ["fire-street": "fire-vehicle", "fire-vehicle": "fire-street", "first-aid": "road-accident"],
        .parks: ["tree-hazard": "damage", "dumping": "damage"],
    ]
}
