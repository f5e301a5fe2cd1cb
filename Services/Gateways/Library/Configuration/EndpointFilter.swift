public import Domain

/// Which alerts an endpoint, or the whole gateway, wants.
public struct EndpointFilter: Sendable, Hashable {
    /// As the subscription's.
    public let subscription: AlertFilter
    private let predicate: AlertPredicateKey

    /// Reads a `filter:`, whose cells, polygons and languages the subscription asks for, or the other keys of an endpoint, without finishing
    /// its section.
    init(_ section: ConfigurationSection, finishing: Bool = true) {
        let severities: [(String, Severity)] = [("minor", .minor), ("moderate", .moderate), ("severe", .severe), ("extreme", .extreme)]
        var filter = AlertFilter(
            categories: Set(section.words("categories", Category.allCases.map { ($0.code, $0) })),
            minimumSeverity: section.word("minimum-severity", severities, default: .unknown), zones: Set(section.list("zones")),
            audiences: Set(section.words("audiences", Audience.allCases.map { ($0.name, $0) })))
        if finishing {
            filter.cells = section.list("cells").compactMap { text in
                let numbers = text.split(separator: "/").map { Int32($0) }
                if numbers.count == 3, let level = numbers[0], let column = numbers[1], let row = numbers[2],
                    (0...Int32(Cell.maximumLevel)).contains(level)
                {
                    return Cell(level: UInt8(level), column: column, row: row)
                }
                section.fault("cells", "write level/column/row, such as 2/4905/2873")
                return nil
            }
            filter.polygons = section.list("polygons").compactMap { text in
                let numbers = text.split(whereSeparator: { " ,".contains($0) }).map { Double($0) ?? .nan }
                if numbers.count >= 6, numbers.count % 2 == 0, numbers.allSatisfy(\.isFinite) { return numbers }
                section.fault("polygons", "write three positions or more, longitude first: \"5.36,43.29 5.39,43.29 5.38,43.31\"")
                return nil
            }
            filter.languages = Set(section.words("languages", Alert.Language.allCases.map { ($0.rawValue, $0) }))
            section.finish()
        }
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
