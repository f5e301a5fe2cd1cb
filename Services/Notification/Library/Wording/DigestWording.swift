import Domain

/// What a person reads in place of several alerts that were held back, gravest first.
enum DigestWording {
    /// Headlines that a digest repeats; the rest is counted.
    private static let listed = 10

    static func french(_ said: [Situation]) -> Alert.Wording {
        let headline = said.count == 1 ? "Récapitulatif : 1 alerte en cours" : "Récapitulatif : \(said.count) alertes en cours"
        return Alert.Wording(
            event: "Récapitulatif", headline: headline,
            description: lines(said.map(\.french.headline)) { "et \($0) autre\($0 > 1 ? "s" : "")" })
    }

    static func english(_ said: [Situation]) -> Alert.Wording {
        let headline = said.count == 1 ? "Digest: 1 alert in force" : "Digest: \(said.count) alerts in force"
        return Alert.Wording(
            event: "Digest", headline: headline, description: lines(said.map(\.english.headline)) { "and \($0) more" })
    }

    private static func lines(_ headlines: [String], more: (Int) -> String) -> String {
        let rest = headlines.count - listed
        return (headlines.prefix(listed) + (rest > 0 ? [more(rest)] : [])).joined(separator: "\n")
    }
}
