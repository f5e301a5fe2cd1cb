import Domain

/// A planned event as the agenda told it: where, from when to when, how many are expected.
struct Gathering: Sendable, Equatable {
    /// The instant from which it could be used.
    let from: Int64
    let cell: Cell?
    let start: Int64
    let end: Int64
    /// Persons; of those who do not say, a small one's.
    var attendance: ReadingSum

    /// Persons where the agenda does not say.
    static let usual = 200.0
    /// Seconds before the beginning and after the end in which it is felt.
    static let before: Int64 = 7_200
    static let after: Int64 = 10_800

    /// In an order that arrival cannot change.
    var order: (Int64, Int64, Int64, Int64, Int64, Int64) {
        (start, end, cell.map { Int64($0.level) } ?? -1, cell.map { Int64($0.row) } ?? 0, cell.map { Int64($0.column) } ?? 0, from)
    }

    /// Whether they are the same event, said at different times perhaps.
    func isSameEvent(as other: Gathering) -> Bool { start == other.start && end == other.end && cell == other.cell }
}
