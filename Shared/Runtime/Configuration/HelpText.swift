/// What `--help` prints: every setting with its flag, its variable, its default and what it is for.
public struct HelpText: Sendable {
    private let catalogue: SettingsCatalogue
    private let language: Language

    /// The help of one service in one language.
    public init(_ catalogue: SettingsCatalogue, language: Language) {
        self.catalogue = catalogue
        self.language = language
    }

    /// The whole text, with a line end after the last line.
    public var text: String {
        let french = language == .french
        let name = "quietude-\(catalogue.service)"
        var lines = [
            french
                ? "\(name) \(QuietudeVersion.current) : un service de Quietude."
                : "\(name) \(QuietudeVersion.current): one of Quietude's services.",
            "",
            french
                ? "Usage : \(name) [--réglage valeur]...  Une option l'emporte sur une variable, une variable sur le fichier."
                : "Usage: \(name) [--setting value]...  A flag goes before a variable, a variable before the file.",
            "",
        ]
        for setting in catalogue.settings {
            lines.append("  \(setting.flag) \(Self.placeholder(setting.kind, language))")
            lines.append("      \(french ? setting.french : setting.english)")
            lines.append(
                french
                    ? "      défaut : \(standard(setting)) ; variable : \(setting.variable) ; fichier : \(setting.key)"
                    : "      default: \(standard(setting)); variable: \(setting.variable); file: \(setting.key)")
        }
        lines += [
            "  --help, -h", "      \(french ? "Affiche cette aide" : "Prints this help")",
            "  --version", "      \(french ? "Affiche la version" : "Prints the version")", "",
            french
                ? "Signaux : SIGTERM et SIGINT arrêtent proprement (vider, valider, fermer) ; SIGHUP relit les clés et le registre."
                : "Signals: SIGTERM and SIGINT stop cleanly (drain, commit, close); SIGHUP reads keys and register again.",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private func standard(_ setting: Setting) -> String {
        if let standard = setting.standard { return standard }
        guard let explained = setting.explainedDefault else { return "-" }
        return language == .french ? explained.french : explained.english
    }

    private static func placeholder(_ kind: Setting.Kind, _ language: Language) -> String {
        let french = language == .french
        return switch kind {
        case .text: french ? "TEXTE" : "TEXT"
        case .path: french ? "CHEMIN" : "PATH"
        case .port: "PORT"
        case .bytes: french ? "TAILLE" : "SIZE"
        case .duration: french ? "DURÉE" : "TIME"
        case .number: french ? "NOMBRE" : "NUMBER"
        case .choice(let words): words.joined(separator: "|")
        case .list: "A,B..."
        }
    }
}
