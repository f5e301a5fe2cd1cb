import Domain

/// What the territory asks for each category, looked up by the category's number.
struct CategoryTable: Sendable {
    private var rules: [CategoryRule?]

    init(_ territory: TerritoryEntry) {
        rules = Array(repeating: nil, count: Int(Category.allCases.map(\.rawValue).max() ?? 0) + 1)
        for rule in territory.categoryRules { rules[Int(rule.category.rawValue)] = rule }
    }

    /// Whether nothing of this category may leave.
    func isRefused(_ category: Category) -> Bool { category.use == .refused || rules[Int(category.rawValue)]?.refused == true }

    /// The finest level of its cells.
    func level(_ category: Category) -> UInt8 { rules[Int(category.rawValue)]?.level ?? 0 }

    /// The shortest slot of its times, seconds; 0 where it asks for nothing.
    func slotLength(_ category: Category) -> UInt32 { rules[Int(category.rawValue)]?.slotLength ?? 0 }
}
