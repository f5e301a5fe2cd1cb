import Domain

/// The sentence of a cluster, in both languages.
struct ClusterWording {
    let cluster: ClusterWatch.Standing
    let over: Bool

    /// Such as `Theft: 12 incidents close together from 2026-07-12 00:00 to 2026-07-14 00:00, in 9 cells, 3.1 expected.`
    func english(_ clock: inout LocalClock) -> String {
        let (start, end) = (LocalTime(cluster.start, on: &clock), LocalTime(cluster.end, on: &clock))
        let place = cluster.cells.count == 1 ? "1 cell" : "\(cluster.cells.count) cells"
        guard !over else { return "\(cluster.category.english): the cluster in \(place) is over on \(end.iso) at \(end.clock)." }
        let expected = PlaceWording.number(cluster.expected, point: ".", below: "less than")
        return "\(cluster.category.english): \(Int(cluster.told)) incidents close together from \(start.iso) \(start.clock) to \(end.iso) "
            + "\(end.clock), in \(place), \(expected) expected."
    }

    /// Such as `Vol : 12 faits groupés du 12/07/2026 à 00:00 au 14/07/2026 à 00:00, dans 9 mailles, pour 3,1 attendus.`
    func french(_ clock: inout LocalClock) -> String {
        let (start, end) = (LocalTime(cluster.start, on: &clock), LocalTime(cluster.end, on: &clock))
        let place = cluster.cells.count == 1 ? "1 maille" : "\(cluster.cells.count) mailles"
        guard !over else { return "\(cluster.category.french) : le groupe dans \(place) est terminé le \(end.french) à \(end.clock)." }
        let expected = PlaceWording.number(cluster.expected, point: ",", below: "moins de")
        let noun = cluster.expected < 1.95 ? "attendu" : "attendus"
        return "\(cluster.category.french) : \(Int(cluster.told)) faits groupés du \(start.french) à \(start.clock) au \(end.french) à "
            + "\(end.clock), dans \(place), pour \(expected) \(noun)."
    }
}
