/// What a person reads in place of several alerts that were held back, gravest first.
public enum DigestWording {
    /// Headlines that a digest repeats; the rest is counted.
    private static let listed = 10

    /// In French; `surplus` more are only counted.
    public static func french(_ headlines: [String], surplus: Int = 0) -> Alert.Wording {
        let count = headlines.count + surplus
        return Alert.Wording(
            event: "Récapitulatif",
            headline: count == 1 ? "Récapitulatif : 1 alerte en cours" : "Récapitulatif : \(count) alertes en cours",
            description: lines(headlines, surplus) { "et \($0) autre\($0 > 1 ? "s" : "")" })
    }

    /// In English; `surplus` more are only counted.
    public static func english(_ headlines: [String], surplus: Int = 0) -> Alert.Wording {
        let count = headlines.count + surplus
        return Alert.Wording(
            event: "Digest", headline: count == 1 ? "Digest: 1 alert in force" : "Digest: \(count) alerts in force",
            description: lines(headlines, surplus) { "and \($0) more" })
    }

    private static func lines(_ headlines: [String], _ surplus: Int, more: (Int) -> String) -> String {
        let rest = max(headlines.count - listed, 0) + surplus
        return (headlines.prefix(listed) + (rest > 0 ? [more(rest)] : [])).joined(separator: "\n")
    }
}
