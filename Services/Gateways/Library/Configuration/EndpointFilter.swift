public import Domain

/// Which alerts an endpoint, or the whole gateway, wants.
public struct EndpointFilter: Sendable, Hashable {
    /// As the subscription's.
    public let subscription: AlertFilter
    private let predicate: AlertPredicateKey

    /// Reads a `filter:`, or the same keys of an endpoint, without finishing the section.
    init(_ section: ConfigurationSection, finishing: Bool = true) {
        let severities: [(String, Severity)] = [("minor", .minor), ("moderate", .moderate), ("severe", .severe), ("extreme", .extreme)]
        let filter = AlertFilter(
            categories: Set(section.words("categories", Category.allCases.map { ($0.code, $0) })),
            minimumSeverity: section.word("minimum-severity", severities, default: .unknown), zones: Set(section.list("zones")),
            audiences: Set(section.words("audiences", Audience.allCases.map { ($0.name, $0) })))
        if finishing { section.finish() }
        self.init(filter)
    }

    /// A filter by its parts; polygons need the subscription, which knows the grid.
    public init(_ filter: AlertFilter = AlertFilter()) {
        subscription = filter
        predicate = AlertPredicateKey(filter)
    }

    /// Whether an alert is wanted.
    func matches(_ alert: Alert) -> Bool { predicate.predicate.matches(alert) }
}

/// The predicate of a filter, equal where the filters are.
private struct AlertPredicateKey: Sendable, Hashable {
    let predicate: AlertPredicate

    init(_ filter: AlertFilter) { predicate = AlertPredicate(filter, grid: nil) }

    static func == (left: AlertPredicateKey, right: AlertPredicateKey) -> Bool { left.predicate.filter == right.predicate.filter }
    func hash(into hasher: inout Hasher) { hasher.combine(predicate.filter) }
}
