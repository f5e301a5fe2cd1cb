import ArgumentParser
import Domain

/// How many alerts a key is sent, at the most: `--at-most 20 --per 1d --digest 6h --quiet-hours 22:00-06:00 --except-from severe`.
struct KeyLimits: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            say(
                "Alerts it is sent within --per; the rest is told in digests, all-clears always. 0: digests alone.",
                "Alertes envoyées par --per ; le reste en récapitulatifs, les fins d'alerte toujours. 0 : récapitulatifs seuls."),
            valueName: "n"))
    var atMost: String?

    @Option(help: ArgumentHelp(say("A share of a day (1d).", "Une part de jour (1d)."), valueName: "6h"))
    var per: String?

    @Option(
        help: ArgumentHelp(
            say("How often what was held back is told together (as --per).", "Fréquence des récapitulatifs (comme --per)."), valueName: "6h"
        ))
    var digest: String?

    @Option(
        help: ArgumentHelp(
            say("Local hours without any.", "Heures locales sans aucune."), valueName: "22:00-06:00"))
    var quietHours: String?

    @Option(
        help: ArgumentHelp(
            say("From this severity on nothing is held back.", "À partir de cette gravité rien n'est retenu."),
            valueName: "minor|moderate|severe|extreme"))
    var exceptFrom: String?

    /// The limits that are asked for; nil for none.
    func read() throws -> AlertLimits? {
        let texts = ["at-most": atMost, "per": per, "digest": digest, "quiet-hours": quietHours, "except-from": exceptFrom]
        do throws(AlertLimits.Unreadable) { return try AlertLimits.read { texts[$0] ?? nil } } catch {
            throw Failure("--\(error.field) \(error.remedy)", "--\(error.field) \(KeyLimits.french(error.field))")
        }
    }

    private static func french(_ field: String) -> String {
        switch field {
        case "at-most": "veut un nombre entier de 0 à \(AlertLimits.maximumMessages) ; sans lui, ni --quiet-hours, rien n'est limité"
        case "per", "digest": "veut une part entière de jour, d'une minute à un jour : 15m, 1h, 6h, 12h, 1d"
        case "quiet-hours": "veut des heures locales telles que 22:00-06:00"
        default: "veut minor, moderate, severe ou extreme"
        }
    }
}
