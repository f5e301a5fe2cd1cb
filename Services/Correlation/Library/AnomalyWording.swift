import Domain

/// The sentence of an anomaly, in both languages.
struct AnomalyWording {
    let category: Category
    let cell: Cell
    let grid: Grid?
    let slot: TimeSlot
    let count: Int
    let expected: Double
    /// False: corrected since, and no longer unusual.
    let standing: Bool

    /// Such as `Theft: 7 incidents on 2010-03-14 from 22:15 to 22:30 in cell 12 E 34 N, 0.8 expected.`
    func english(_ clock: inout LocalClock) -> String {
        let noun = count == 1 ? "incident" : "incidents"
        let when = "\(LocalTime(slot.start, on: &clock).iso)\(english(span: &clock))"
        let number = PlaceWording.number(expected, point: ".", below: "less than")
        let facts = "\(category.english): \(count) \(noun) on \(when) in cell \(place), \(number) expected"
        return standing ? "\(facts)." : "\(facts): corrected, no longer unusual."
    }

    /// Such as `Vol : 7 faits le 14/03/2010 de 22:15 à 22:30 dans la maille 12 E 34 N, pour 0,8 attendu.`
    func french(_ clock: inout LocalClock) -> String {
        let noun = count < 2 ? "fait" : "faits"
        let usual = expected < 1.95 ? "attendu" : "attendus"
        let when = "\(LocalTime(slot.start, on: &clock).french)\(french(span: &clock))"
        let number = PlaceWording.number(expected, point: ",", below: "moins de")
        let facts = "\(category.french) : \(count) \(noun) le \(when) dans la maille \(place), pour \(number) \(usual)"
        return standing ? "\(facts)." : "\(facts) : après correction, plus rien d'inhabituel."
    }

    private func english(span clock: inout LocalClock) -> String {
        slot.length >= 86_400 ? "" : " from \(LocalTime(slot.start, on: &clock).clock) to \(LocalTime(slot.end, on: &clock).clock)"
    }

    private func french(span clock: inout LocalClock) -> String {
        slot.length >= 86_400 ? "" : " de \(LocalTime(slot.start, on: &clock).clock) à \(LocalTime(slot.end, on: &clock).clock)"
    }

    private var place: String { PlaceWording.name(cell, grid: grid) }
}
