import Domain

/// The sentence of a rule that matched, or no longer does, in both languages.
struct RuleWording {
    let match: RuleMatch
    let rule: Rule
    let grid: Grid?

    /// Such as `Fireworks: 3 (at least 3) on 2026-07-14 from 22:00 to 22:30 in cell 12 E 34 N.`
    func english(_ clock: inout LocalClock) -> String {
        let end = LocalTime(match.time, on: &clock)
        guard match.phase != .over else { return "\(rule.english): no longer so on \(end.iso) at \(end.clock)\(place.english)." }
        if match.silent {
            let minutes = silence
            return
                "\(rule.english): silent for \(minutes) min on \(end.iso) at \(end.clock)\(place.english); whether all is quiet is not known."
        }
        let start = LocalTime(match.start, on: &clock)
        return
            "\(rule.english): \(number(".")) (at least \(threshold("."))) on \(start.iso) from \(start.clock) to \(end.clock)\(place.english)."
    }

    /// Such as `Tirs de feux d'artifice : 3 (au moins 3) le 14/07/2026 de 22:00 à 22:30 dans la maille 12 E 34 N.`
    func french(_ clock: inout LocalClock) -> String {
        let end = LocalTime(match.time, on: &clock)
        guard match.phase != .over else { return "\(rule.french) : ce n'est plus le cas le \(end.french) à \(end.clock)\(place.french)." }
        if match.silent {
            let minutes = silence
            return
                "\(rule.french) : silence depuis \(minutes) min le \(end.french) à \(end.clock)\(place.french) ; rien ne dit que tout est calme."
        }
        let start = LocalTime(match.start, on: &clock)
        return
            "\(rule.french) : \(number(",")) (au moins \(threshold(","))) le \(start.french) de \(start.clock) à \(end.clock)\(place.french)."
    }

    private var silence: Int64 { (match.time &- match.start) / 60 }
    private func number(_ point: String) -> String {
        match.observed == 0 ? "0" : PlaceWording.number(match.observed, point: point, below: "<")
    }
    private func threshold(_ point: String) -> String { PlaceWording.number(match.threshold, point: point, below: "<") }

    private var place: (french: String, english: String) {
        if let zone = match.zone { return (" dans « \(zone) »", " in “\(zone)”") }
        guard let first = match.cells.first else { return ("", "") }
        guard match.cells.count == 1 else { return (" dans \(match.cells.count) mailles", " in \(match.cells.count) cells") }
        let name = PlaceWording.name(first, grid: grid)
        return (" dans la maille \(name)", " in cell \(name)")
    }
}
