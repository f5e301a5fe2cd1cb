import Domain

/// Names of categories that rules may use beside our own: those of an events file.
public struct RuleVocabulary: Sendable, Hashable {
    /// Names in the order of their numbers from 1,000 on.
    public private(set) var names: [String] = []

    /// A vocabulary of our own categories alone.
    public init() {}

    /// The number of a category's name: ours, or one of this vocabulary, which takes it in where it is new.
    public mutating func number(adding name: String) -> UInt16 {
        if let number = number(of: name) { return number }
        names.append(name)
        return RuleVocabulary.first + UInt16(names.count - 1)
    }

    /// The number of a category's name; nil where it is unknown.
    public func number(of name: String) -> UInt16? {
        if let category = Category(code: RuleVocabulary.code(name)) { return category.rawValue }
        return names.firstIndex(of: name).map { RuleVocabulary.first + UInt16($0) }
    }

    /// The name of a number.
    public func name(of number: UInt16) -> String {
        if number >= RuleVocabulary.first, Int(number - RuleVocabulary.first) < names.count {
            return names[Int(number - RuleVocabulary.first)]
        }
        return Category(rawValue: number)?.code ?? "\(number)"
    }

    private static let first: UInt16 = 1_000

    /// Spaces and underscores count as hyphens.
    private static func code(_ name: String) -> String {
        String(name.lowercased().map { $0 == " " || $0 == "_" ? "-" : $0 })
    }

    /// Words that a `categories` list may hold, with the numbers each stands for.
    var words: [(String, [UInt16])] {
        func those(_ uses: Category.Use...) -> [UInt16] {
            Category.allCases.filter { category in uses.contains { $0 == category.use } }.map(\.rawValue)
        }
        let own = names.map { ($0, [number(of: $0) ?? 0]) }
        let ours = Category.allCases.filter { $0.use != .refused }.map { ($0.code, [$0.rawValue]) }
        let extra = names.indices.map { RuleVocabulary.first + UInt16($0) }
        return [
            ("incidents", those(.forecast, .statistics) + extra), ("forecast", those(.forecast) + extra),
            ("statistics", those(.statistics)),
            ("readings", those(.reading)),
        ] + ours + own
    }
}
