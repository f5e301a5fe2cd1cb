/// A filter made ready: the one predicate of subscriptions and of queries.
///
/// It needs nothing but the alert itself: within an alert's life severity only rises and the cancellation covers all that was told, so who
/// was sent the alert is sent its end.
public struct AlertPredicate: Sendable {
    /// What it decides by.
    public let filter: AlertFilter
    private let shapes: [GridPolygon]
    /// There are polygons, and no grid to lay them on.
    private let isUnplaced: Bool

    /// A predicate on a territory's grid. Where the grid is not known yet, polygons let everything through: who subscribes must rather see
    /// one too many than miss one.
    public init(_ filter: AlertFilter, grid: Grid?) {
        self.filter = filter
        isUnplaced = grid == nil && !filter.polygons.isEmpty
        shapes = grid.map { grid in filter.polygons.map { GridPolygon($0, on: grid) } } ?? []
    }

    /// Whether an alert is wanted.
    public func matches(_ alert: Alert) -> Bool {
        // A digest bears the category of the gravest that it speaks of: who asked for another's must not miss it.
        let isOfCategory = filter.categories.isEmpty || filter.categories.contains(alert.category) || alert.occasion == .digest
        guard isOfCategory, alert.severity >= filter.minimumSeverity else { return false }
        return rings(alert) && touches(alert)
    }

    /// Nothing that did not pass the privacy release rings the public, whatever it says of itself.
    private func rings(_ alert: Alert) -> Bool {
        var rung = alert.audiences
        var held = Set(alert.held.map(\.audience))
        if !alert.isReleased {
            rung.remove(.public)
            held.remove(.public)
        }
        if filter.includesHeld { rung.formUnion(held) }
        guard filter.audiences.isEmpty else { return !filter.audiences.isDisjoint(with: rung) }
        return !rung.isEmpty
    }

    /// Whether it lies in the area. One without cells and zones concerns the whole territory, and so every area of it.
    public func touches(_ alert: Alert) -> Bool {
        guard filter.hasArea, !(alert.cells.isEmpty && alert.zones.isEmpty), !isUnplaced else { return true }
        if !filter.zones.isEmpty, alert.zones.contains(where: filter.zones.contains) { return true }
        return alert.cells.contains(where: touches)
    }

    private func touches(_ cell: Cell) -> Bool {
        if let box = filter.box, box.touches(cell) { return true }
        if filter.cells.contains(where: { $0.contains(cell) || cell.contains($0) }) { return true }
        return shapes.contains { $0.touches(cell) }
    }
}
