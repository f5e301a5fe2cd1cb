import Domain

/// What a gateway asked for. The one predicate, for feeds and for queries.
///
/// It needs nothing but the alert itself: within an alert's life severity only rises and the cancellation covers all that was told, so who
/// was sent the alert is sent its end.
public struct AlertSelection: Hashable, Sendable {
    /// Empty: all.
    public var categories: Set<Category>
    /// `unknown`: all.
    public var minimumSeverity: Severity
    /// Nil: everywhere.
    public var area: CellBox?

    /// A selection; by default everything.
    public init(categories: Set<Category> = [], minimumSeverity: Severity = .unknown, area: CellBox? = nil) {
        self.categories = categories
        self.minimumSeverity = minimumSeverity
        self.area = area
    }

    /// Whether an alert is asked for. One without cells concerns the whole territory, and so every area of it.
    public func matches(_ alert: Alert) -> Bool {
        guard categories.isEmpty || categories.contains(alert.category), alert.severity >= minimumSeverity else { return false }
        guard let area, !alert.cells.isEmpty else { return true }
        return alert.cells.contains { area.touches($0) }
    }
}
