/// The sentences that say why.
struct AdviceReasons {
    let all: [Words]

    init(_ advice: EventAdvice, isForecast: Bool, needed: Spread, before: Spread?, rules: StaffingRules) {
        var all: [Words] = []
        let source =
            isForecast
            ? Words("the forecast", "la prévision") : Words("the same hours of other weeks", "les mêmes heures d'autres semaines")
        all.append(
            Words(
                "\(Figure.text(advice.usual, french: false)) incidents without an event, by \(source.english)",
                "\(Figure.text(advice.usual, french: true)) faits sans événement, d'après \(source.french)"))
        if advice.event != nil {
            all.append(Self.similarity(advice))
            let spread = advice.load.spread
            all.append(
                Words(
                    "\(Figure.whole(spread.low)) to \(Figure.whole(spread.high)) incidents (8 times in 10), \(Figure.text(advice.load.mean, french: false)) on average",
                    "\(Figure.whole(spread.low)) à \(Figure.whole(spread.high)) faits (8 fois sur 10), \(Figure.text(advice.load.mean, french: true)) en moyenne"
                ))
        }
        all.append(
            Words(
                "\(Figure.whole(needed.low)) to \(Figure.whole(needed.high)) teams so that \(Figure.whole(rules.kept * 100)) % of incidents wait \(Figure.whole(rules.wait)) min at most, each taking a team \(Figure.whole(rules.handling)) min",
                "\(Figure.whole(needed.low)) à \(Figure.whole(needed.high)) équipes pour que \(Figure.whole(rules.kept * 100)) % des faits attendent \(Figure.whole(rules.wait)) min au plus, chacun prenant une équipe \(Figure.whole(rules.handling)) min"
            ))
        if let before {
            all.append(
                Words(
                    "events like it had \(Figure.text(before.low, french: false)) to \(Figure.text(before.high, french: false)) teams, brought to its size",
                    "les événements semblables avaient \(Figure.text(before.low, french: true)) à \(Figure.text(before.high, french: true)) équipes, ramenées à sa taille"
                ))
        }
        if let event = advice.event, advice.barriers != nil {
            let known = advice.similar.filter { $0.past.event.barriers != nil }.count
            all.append(
                known >= 2
                    ? Words(
                        "barriers: what \(known) events like it had, brought to its size",
                        "barrières : celles de \(known) événements semblables, ramenées à sa taille")
                    : Words(
                        "barriers: the border of the space that \(Figure.people(event.attendance ?? 0, french: false)) people need; too few past events tell",
                        "barrières : le tour de l'espace qu'il faut à \(Figure.people(event.attendance ?? 0, french: true)) personnes ; trop peu d'événements passés en disent"
                    ))
        }
        self.all = all
    }

    private static func similarity(_ advice: EventAdvice) -> Words {
        guard let nearest = advice.similar.first else {
            return Words(
                "no past event is like it: the spread is wide on purpose",
                "aucun événement passé ne lui ressemble : la fourchette est large à dessein")
        }
        let count = advice.similar.count
        let shared = nearest.shared.map(\.words)
        let (likeEnglish, likeFrench) = (shared.map(\.english).joined(separator: ", "), shared.map(\.french).joined(separator: ", "))
        let factor = Figure.percent(ofFactor: advice.factor)
        let thin = advice.isThin ? Words("; they are too few to lean on", " ; c'est trop peu pour s'y fier") : Words("", "")
        return Words(
            "\(factor) % incidents by \(count) past event\(count == 1 ? "" : "s") like it, nearest \(nearest.past.event.name.english) (same \(likeEnglish))\(thin.english)",
            "\(factor) % de faits d'après \(count) événement\(count == 1 ? "" : "s") passé\(count == 1 ? "" : "s") semblable\(count == 1 ? "" : "s"), le plus proche \(nearest.past.event.name.french) (mêmes \(likeFrench))\(thin.french)"
        )
    }
}

extension SimilarEvent.Feature {
    /// What a person reads.
    public var words: Words {
        switch self {
        case .kind: Words("kind", "genre")
        case .attendance: Words("attendance", "affluence")
        case .place: Words("place", "lieu")
        case .weekday: Words("day of the week", "jour de la semaine")
        case .hour: Words("hour", "heure")
        case .weather: Words("weather", "temps qu'il fait")
        }
    }
}
