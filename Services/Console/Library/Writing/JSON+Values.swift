public import Advice
public import Domain

// How the house's own values are written.
extension JSON {
    /// `[level, column, row]`.
    public static func cell(_ cell: Cell) -> JSON { .integers([Int64(cell.level), Int64(cell.column), Int64(cell.row)]) }

    /// `{"fr": …, "en": …}`.
    public static func words(french: String, english: String) -> JSON { ["fr": .string(french), "en": .string(english)] }

    /// `{"fr": …, "en": …}`.
    public static func words(_ words: Words) -> JSON { .words(french: words.french, english: words.english) }

    /// Its number.
    public static func category(_ category: Domain.Category) -> JSON { .integer(Int64(category.rawValue)) }

    /// Names of kinds of source.
    public static func kinds(_ kinds: [SourceKind]) -> JSON { .strings(kinds.map(\.name)) }
}

extension Signal {
    /// How many there usually are; nil where what found it compares with nothing, as a rule does.
    var usual: Double? {
        switch kind {
        case .anomaly, .cluster, .association: expected
        case .rule, .sourceSilent, .sourceHealth: nil
        }
    }

    /// Probability of it where nothing is unusual; nil as `usual` is.
    var chance: Double? { usual == nil ? nil : pValue }
}

extension Signal.Kind {
    /// As in the API.
    public var word: String {
        switch self {
        case .anomaly: "anomaly"
        case .cluster: "cluster"
        case .association: "association"
        case .rule: "rule"
        case .sourceSilent: "source-silent"
        case .sourceHealth: "source-health"
        }
    }
}
