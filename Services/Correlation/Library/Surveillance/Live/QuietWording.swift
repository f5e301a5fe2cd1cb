import Domain

/// The sentence about sources that report and are empty for longer than chance allows, or count again, in both languages.
struct QuietWording {
    let kind: SourceKind
    let since: Int64
    /// Counts expected since; nil where it counts again.
    let expected: Double?

    /// Such as `Sources of kind police-log report but have counted nothing since 2010-03-14 22:00 (14.2 expected).`
    func english(_ clock: inout LocalClock) -> String {
        let time = LocalTime(since, on: &clock)
        guard let expected else { return "Sources of kind \(kind.name) count again since \(time.iso) \(time.clock)." }
        let number = PlaceWording.number(expected, point: ".", below: "less than")
        return "Sources of kind \(kind.name) report but have counted nothing since \(time.iso) \(time.clock) (\(number) expected)."
    }

    /// Such as `Les sources de type police-log transmettent mais ne comptent plus rien depuis le 14/03/2010 à 22:00 (14,2 attendus).`
    func french(_ clock: inout LocalClock) -> String {
        let time = LocalTime(since, on: &clock)
        guard let expected else { return "Les sources de type \(kind.name) comptent de nouveau depuis le \(time.french) à \(time.clock)." }
        let number = PlaceWording.number(expected, point: ",", below: "moins de")
        let facts = "(\(number) \(expected < 1.95 ? "attendu" : "attendus"))"
        return
            "Les sources de type \(kind.name) transmettent mais ne comptent plus rien depuis le \(time.french) à \(time.clock) \(facts)."
    }
}
