import Domain

/// The sentence about a source that fell silent, or speaks again, in both languages.
struct SilenceWording {
    let source: String
    let kind: SourceKind
    /// Up to when it has reported.
    let since: Int64
    let silent: Bool

    /// Such as `Source 'pm-marseille' (police-log) is silent since 2010-03-14 22:15.`
    func english(_ clock: inout LocalClock) -> String {
        let name = "Source '\(source)' (\(kind.name))"
        let time = LocalTime(since, on: &clock)
        return silent ? "\(name) is silent since \(time.iso) \(time.clock)." : "\(name) reports again, up to \(time.iso) \(time.clock)."
    }

    /// Such as `La source « pm-marseille » (police-log) est muette depuis le 14/03/2010 à 22:15.`
    func french(_ clock: inout LocalClock) -> String {
        let name = "La source « \(source) » (\(kind.name))"
        let time = LocalTime(since, on: &clock)
        return silent
            ? "\(name) est muette depuis le \(time.french) à \(time.clock)."
            : "\(name) transmet de nouveau, jusqu'au \(time.french) à \(time.clock)."
    }
}
