import Correlation

/// What a scan says on the terminal.
enum ScanSpeech {
    /// What was looked at and the first cluster, or why there is none.
    static func summary(_ result: ScanResult, first: CalendarDay, last: CalendarDay, data: (first: CalendarDay, last: CalendarDay))
        -> String
    {
        let cases = Numbers.grouped(result.cases)
        guard result.cases > 0 else {
            return say(
                "No event from \(first.text) to \(last.text): the file's events lie from \(data.first.text) to \(data.last.text). This is not \"all quiet\"; check --end and --history.",
                "Aucun événement du \(first.text) au \(last.text) : ceux du fichier vont du \(data.first.text) au \(data.last.text). Ce n'est pas « tout est calme » ; vérifier --end et --history."
            )
        }
        var text = say(
            "\(cases) \(result.cases == 1 ? "event" : "events") in \(Numbers.grouped(result.cells)) \(result.cells == 1 ? "cell" : "cells") from \(first.text) to \(last.text), \(Numbers.grouped(result.replications)) permutations.",
            "\(cases) \(result.cases == 1 ? "événement" : "événements") dans \(Numbers.grouped(result.cells)) \(result.cells == 1 ? "maille" : "mailles") du \(first.text) au \(last.text), \(Numbers.grouped(result.replications)) permutations."
        )
        if data.first.number > first.number {
            text += say(
                " The file begins on \(data.first.text): the history is shorter than asked for.",
                " Le fichier commence le \(data.first.text) : l'historique est plus court que demandé.")
        }
        if data.last.number < last.number {
            text += say(
                " Its last event is on \(data.last.text): the days after it count as quiet.",
                " Son dernier événement est du \(data.last.text) : les jours suivants comptent comme calmes.")
        }
        guard let cluster = result.clusters.first else {
            return text + say(" No circle has more than its share.", " Aucun cercle n'a plus que sa part.")
        }
        let start = CalendarDay(cluster.firstDay).text
        let expected = Numbers.decimal(cluster.expected, 1)
        let radius = Numbers.grouped(Int(cluster.radius.rounded()))
        let chance = Numbers.short(cluster.pValue)
        return text
            + say(
                " Most likely: \(cluster.observed) where \(expected) are expected since \(start), within \(radius) m of cell \(cluster.centre.column), \(cluster.centre.row) (p = \(chance)).",
                " La plus vraisemblable : \(cluster.observed) pour \(expected) attendus depuis le \(start), à moins de \(radius) m de la maille \(cluster.centre.column), \(cluster.centre.row) (p = \(chance))."
            )
    }

    /// A setting or an amount that will not do, in the language of this run.
    static func sentence(_ error: ScanError) -> String {
        switch error {
        case .badSetting(let name, let value, let allowed):
            let allowed = spokenLanguage == .french ? french(allowed) : allowed
            return say("\(name) is \(value); it must be \(allowed)", "\(french(name)) : \(value) ; il faut \(allowed)")
        case .unequalColumns: return error.description
        case .tooMany(let cases, let most):
            return say(
                error.description,
                "\(Numbers.grouped(cases)) événements dans l'historique ; \(Numbers.grouped(most)) est le plus : le raccourcir")
        case .tooLarge(let megabytes, let most):
            return say(
                error.description,
                "le balayage demanderait \(megabytes) Mo, \(most) est le plus : élargir les mailles, raccourcir la fenêtre ou le rayon")
        }
    }

    private static func french(_ words: String) -> String {
        let known = [
            "cell size": "largeur des mailles", "largest radius": "plus grand rayon", "largest share of cases": "part des événements",
            "history": "historique", "longest window": "plus longue fenêtre", "replications": "permutations",
            "number of clusters": "nombre de grappes", "number of exceedances to stop after": "dépassements avant l'arrêt",
            "distances": "distances", "spans": "durées", "more than 0 metres": "plus de 0 mètre", "0 metres or more": "0 mètre ou plus",
            "more than 0 and at most 1": "plus de 0 et au plus 1", "at least 1": "au moins 1",
        ]
        return known[words]
            ?? words.replacing("metres, ascending, from 0 up", with: "mètres, croissants, à partir de 0")
            .replacing("numbers of days, ascending, from 0 up", with: "nombres de jours, croissants, à partir de 0")
            .replacing(" days", with: " jours")
    }
}
