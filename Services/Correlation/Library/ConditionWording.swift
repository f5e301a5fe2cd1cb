import Domain

/// The sentence about what is unusual in how a source reports, in both languages.
struct ConditionWording {
    let source: String
    let kind: SourceKind
    let condition: SourceCondition
    let holds: Bool

    /// Such as `Source 'pm-marseille' (police-log) reports much less often than usual.`
    var english: String {
        let what =
            switch condition {
            case .slower: "reports much less often than usual"
            case .faster: "reports much more often than usual"
            case .drift: "reports other categories than usual"
            case .clockSkew: "has a clock that is wrong"
            case .duplicates: "sends the same again and again"
            default: "reports in an unusual way"
            }
        return holds ? "Source '\(source)' (\(kind.name)) \(what)." : "Over: source '\(source)' (\(kind.name)) \(what)."
    }

    /// Such as `La source « pm-marseille » (police-log) transmet bien moins souvent que d'habitude.`
    var french: String {
        let what =
            switch condition {
            case .slower: "transmet bien moins souvent que d'habitude"
            case .faster: "transmet bien plus souvent que d'habitude"
            case .drift: "transmet d'autres catégories que d'habitude"
            case .clockSkew: "a une horloge fausse"
            case .duplicates: "envoie plusieurs fois la même chose"
            default: "transmet d'une façon inhabituelle"
            }
        return holds ? "La source « \(source) » (\(kind.name)) \(what)." : "Fini : la source « \(source) » (\(kind.name)) \(what)."
    }
}
