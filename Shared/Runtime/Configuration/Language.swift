/// The two languages that a person can be spoken to in.
public enum Language: Sendable, Hashable {
    case english, french

    /// What POSIX's locale variables ask for, strongest first; English unless one asks for French.
    public init(environment: [String: String]) {
        let asked = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        self = asked.map { $0 == "fr" || $0.hasPrefix("fr_") || $0.hasPrefix("fr.") } == true ? .french : .english
    }
}
