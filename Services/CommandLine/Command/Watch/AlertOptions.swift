import ArgumentParser
import Domain

/// Which alerts: the filter of a subscription, or of a question, in words.
struct AlertOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            say("Only alerts that ring one of these.", "Seulement les alertes qui sonnent chez l'un d'eux."),
            valueName: Audience.allCases.map(\.name).joined(separator: "|")))
    var audience: [String] = []

    @Option(help: ArgumentHelp(say("Categories, by code.", "Catégories, par code."), valueName: "code"))
    var category: [String] = []

    @Option(help: ArgumentHelp(say("The least severe.", "La moins grave."), valueName: "minor|moderate|severe|extreme"))
    var severity: String?

    @Option(help: ArgumentHelp(say("Zones, by code.", "Zones, par code."), valueName: "code"))
    var zone: [String] = []

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            say("A polygon: lon,lat lon,lat ... (WGS 84).", "Un polygone : lon,lat lon,lat ... (WGS 84)."), valueName: "ring"))
    var polygon: [String] = []

    @Option(help: ArgumentHelp(say("Words of one language alone.", "Les mots d'une seule langue."), valueName: "fr|en"))
    var language: String?

    @Flag(help: ArgumentHelp(say("Also what is held back from everyone.", "Aussi ce qui est retenu pour tous.")))
    var held = false

    var isEmpty: Bool {
        audience.isEmpty && category.isEmpty && severity == nil && zone.isEmpty && polygon.isEmpty && language == nil && !held
    }

    /// The filter; nil where nothing is asked for: everything, held back or not.
    func filter() throws -> AlertFilter? {
        if isEmpty { return nil }
        var filter = AlertFilter(zones: Set(zone), includesHeld: held)
        filter.audiences = Set(try audience.map { try known($0, "--audience", Audience.init(name:), Audience.allCases.map(\.name)) })
        filter.categories = Set(
            try category.map { try known($0, "--category", Domain.Category.init(code:), ["street-vending", "theft", "…"]) })
        if let severity {
            let find = { (word: String) in Severity.allCases.first { "\($0)" == word } }
            filter.minimumSeverity = try known(severity, "--severity", find, Severity.allCases.map { "\($0)" })
        }
        if let language { filter.languages = [try known(language, "--language", Alert.Language.init(rawValue:), ["fr", "en"])] }
        filter.polygons = try polygon.map { text in
            let numbers = text.split(whereSeparator: { " ,".contains($0) }).map { Double($0) ?? .nan }
            guard numbers.count >= 6, numbers.count % 2 == 0, numbers.allSatisfy(\.isFinite) else {
                throw Failure(
                    "--polygon needs three positions or more: 5.36,43.29 5.39,43.29 5.38,43.31",
                    "--polygon veut au moins trois positions : 5.36,43.29 5.39,43.29 5.38,43.31")
            }
            return numbers
        }
        return filter
    }

    private func known<Value>(_ word: String, _ option: String, _ find: (String) -> Value?, _ words: [String]) throws -> Value {
        if let value = find(word) { return value }
        let list = words.joined(separator: ", ")
        throw Failure("\(option) \(word) is not known: use \(list)", "\(option) \(word) est inconnu : prendre \(list)")
    }
}
