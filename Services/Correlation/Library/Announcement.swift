import Domain

/// What was said of a slot, so that it is said once, said again when it doubles, and taken back when a correction undoes it.
struct Announcement: Sendable {
    /// One slot of one cell and category.
    struct Key: Hashable, Sendable, Comparable {
        let key: CellKey
        let start: Int64

        static func < (left: Key, right: Key) -> Bool { (left.start, left.key) < (right.start, right.key) }
    }

    let slot: TimeSlot
    /// What was usual when it was first said.
    let usual: NegativeBinomial
    /// The smallest unusual count.
    let threshold: Int
    /// The count when the slot closed, less what was taken back since.
    var count: Int
    /// Signals so far.
    var step = 0
    /// The last of them said that it is unusual.
    var standing = true
    let situation: String
}
