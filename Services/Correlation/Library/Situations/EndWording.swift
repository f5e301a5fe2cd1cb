import Domain

/// The sentence that says that a situation is over, in both languages.
struct EndWording {
    let category: Category
    let cells: [Cell]
    let grid: Grid?
    let end: Int64
    let count: Int
    let expected: Double

    /// Such as `Theft: back to normal on 2010-03-14 at 23:30 in cell 12 E 34 N (1 incident, 0.8 expected).`
    func english(_ clock: inout LocalClock) -> String {
        let time = LocalTime(end, on: &clock)
        let place = cells.count == 1 ? "cell \(PlaceWording.name(cells[0], grid: grid))" : "\(cells.count) cells"
        let usual = PlaceWording.number(expected, point: ".", below: "less than")
        let facts = "\(count) \(count == 1 ? "incident" : "incidents"), \(usual) expected"
        return "\(category.english): back to normal on \(time.iso) at \(time.clock) in \(place) (\(facts))."
    }

    /// Such as `Vol : retour à la normale le 14/03/2010 à 23:30 dans la maille 12 E 34 N (1 fait, pour 0,8 attendu).`
    func french(_ clock: inout LocalClock) -> String {
        let time = LocalTime(end, on: &clock)
        let place = cells.count == 1 ? "la maille \(PlaceWording.name(cells[0], grid: grid))" : "\(cells.count) mailles"
        let usual = "\(PlaceWording.number(expected, point: ",", below: "moins de")) \(expected < 1.95 ? "attendu" : "attendus")"
        let facts = "\(count) \(count < 2 ? "fait" : "faits"), pour \(usual)"
        return "\(category.french) : retour à la normale le \(time.french) à \(time.clock) dans \(place) (\(facts))."
    }
}
