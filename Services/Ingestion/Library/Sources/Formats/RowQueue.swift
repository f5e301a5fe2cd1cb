/// Rows that an adapter has made of an element and that were not asked for yet.
struct RowQueue: Sendable {
    private var rows: [RowResult] = []
    private var taken = 0

    var isEmpty: Bool { taken == rows.count }

    mutating func append(_ row: RowResult) { rows.append(row) }

    mutating func take() -> RowResult? {
        guard taken < rows.count else { return nil }
        defer {
            taken += 1
            if taken == rows.count {
                rows.removeAll(keepingCapacity: true)
                taken = 0
            }
        }
        return rows[taken]
    }
}
