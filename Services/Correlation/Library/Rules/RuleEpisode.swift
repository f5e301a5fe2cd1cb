import Domain

/// What a rule said lately and where: so that it is said once, again after the cool-down, and over when it is over.
struct RuleEpisode: Sendable {
    let situation: String
    let east: Double
    let north: Double
    let cell: Cell?
    /// The zone it is about; -1 for none.
    let zone: Int
    let zones: UInt64
    let start: Int64
    /// The instant last told.
    var told: Int64
    /// The last instant at which it was true.
    var last: Int64
    /// It is over once the watermark is past this.
    var until: Int64
    var observed: Double
    /// Its end was told; it only cools down.
    var over = false

    /// The same occurrence: the same zone, or the same surroundings, or for rules about the whole territory anything.
    func concerns(_ anchor: RuleAnchor, zone: Int, radius: Double) -> Bool {
        guard zone == self.zone else { return false }
        guard zone < 0, radius > 0, anchor.isPlaced, east.isFinite else { return true }
        let (east, north) = (east - anchor.east, north - anchor.north)
        return east * east + north * north <= radius * radius + 1e-3
    }
}
