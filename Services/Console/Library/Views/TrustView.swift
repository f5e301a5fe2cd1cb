import Advice
import Domain

/// What a citizen may know: the register in words, what is kept how long, budgets, ledgers, and how good the forecasts were.
public struct TrustView: Sendable {
    /// What following a ledger's chain found.
    public struct Ledger: Sendable {
        /// Whose it is.
        public var service: String
        /// Whether every line holds.
        public var isVerified: Bool
        /// Lines.
        public var entries: Int
        /// Hash of the last line.
        public var head: String
        /// Seconds since 1970; nil for an empty one.
        public var first: Int64?
        /// Seconds since 1970; nil for an empty one.
        public var last: Int64?

        /// A ledger's state.
        public init(service: String, isVerified: Bool, entries: Int, head: String, first: Int64?, last: Int64?) {
            self.service = service
            self.isVerified = isVerified
            self.entries = entries
            self.head = head
            self.first = first
            self.last = last
        }
    }

    /// What publications with noise have cost, in zero-concentrated differential privacy (Bun and Steinke 2016).
    public struct Budget: Sendable {
        /// Rho of the period that has cost most.
        public var spent: Double
        /// Rho of each period; nil where the ledger does not say.
        public var total: Double?
        /// Publications.
        public var releases: Int

        /// A budget.
        public init(spent: Double, total: Double?, releases: Int) {
            self.spent = spent
            self.total = total
            self.releases = releases
        }
    }

    private let picture: Picture
    private let days: LocalDays

    /// A view of a picture on a calendar.
    public init(_ picture: Picture, days: LocalDays) {
        self.picture = picture
        self.days = days
    }

    /// The whole page.
    public func json(ledgers: [Ledger], budget: Budget?) -> JSON {
        let register = RegisterWords(picture.register)
        return [
            "register": register.json, "retention": .array(register.retention), "privacy": register.privacy,
            "budget": budget.map(Self.budget) ?? .null, "audit": .array(ledgers.map(Self.ledger)),
            "quality": QualityView(picture, days: days).json, "equity": EquityView(picture, days: days).json, "never": .array(Self.never),
            "model": model,
        ]
    }

    private static func budget(_ budget: Budget) -> JSON {
        let words: Words
        let spent = Figures.short(budget.spent)
        if let total = budget.total {
            let all = Figures.short(total)
            words = Words(
                "\(budget.releases) publications with noise; the dearest period has cost rho \(spent) of \(all): beyond it nothing is published",
                "\(budget.releases) publications bruitées ; la période la plus coûteuse a pris rho \(Figures.french(spent)) sur \(Figures.french(all)) : au-delà rien n'est publié"
            )
        } else {
            words = Words("\(budget.releases) publications with noise", "\(budget.releases) publications bruitées")
        }
        return [
            "spent": .optional(budget.spent), "total": .optional(budget.total), "unit": "rho", "releases": .whole(budget.releases),
            "text": .words(words),
        ]
    }

    private static func ledger(_ ledger: Ledger) -> JSON {
        let count = Figures.grouped(ledger.entries, separator: ",")
        let nombre = Figures.grouped(ledger.entries, separator: "\u{202F}")
        return [
            "service": .string(ledger.service), "verified": .boolean(ledger.isVerified), "entries": .whole(ledger.entries),
            "head": .string(ledger.head), "first": .time(ledger.first), "last": .time(ledger.last),
            "text": ledger.isVerified
                ? .words(
                    french: "Chaîne vérifiée, \(nombre) ligne\(ledger.entries < 2 ? "" : "s")",
                    english: "Chain verified, \(count) line\(ledger.entries == 1 ? "" : "s")")
                : .words(
                    french: "CHAÎNE ROMPUE : le registre d'audit a été modifié ou tronqué",
                    english: "CHAIN BROKEN: the audit ledger was changed or cut short"),
        ]
    }

    private var model: JSON {
        let newest = picture.forecasts.ahead(of: picture.now ?? .min).first?.head
        return [
            "name": .optional(newest?.model), "trainedUntil": .time(newest?.trainedUntil),
            "text": .words(
                french:
                    "Le modèle additionne, case par case, ce que le lieu, ses environs et les dernières semaines laissent attendre. Il apprend des faits transmis, non des personnes ; les faits découverts par les patrouilles y pèsent dix fois moins, pour que la prévision ne se nourrisse pas d'elle-même.",
                english:
                    "The model adds up, cell by cell, what the place, its surroundings and the last weeks let expect. It learns from reported facts, not from persons; what patrols discover counts a tenth, so that the forecast does not feed on itself."
            ),
        ]
    }

    private static let never: [JSON] = [
        .words(
            french:
                "Il ne prévoit, ne note et ne classe jamais une personne : des lieux et des heures seulement (règlement UE 2024/1689, art. 5(1)(d)).",
            english: "It never forecasts, scores or ranks a person: places and times only (Regulation EU 2024/1689, art. 5(1)(d))."),
        .words(
            french: "Il ne lit aucune image de personne, aucun visage, aucune plaque : les caméras ne donnent que des comptes.",
            english: "It reads no image of persons, no face, no number plate: cameras give counts alone."),
        .words(
            french:
                "Il ne prévoit ni les faits sexuels, ni les suicides, ni rien qui tienne au statut d'une personne : ces faits sont refusés à l'entrée.",
            english:
                "It forecasts neither sexual offences, nor suicides, nor anything about a person's status: these are refused at the door."),
        .words(
            french: "Il n'ordonne rien : aucune consigne de contrôle de personnes ne découle d'une prévision ; une personne décide.",
            english: "It orders nothing: no check of persons follows from a forecast; a human decides."),
        .words(
            french: "Il ne reçoit rien d'une source qui n'est pas au registre ci-dessus.",
            english: "It receives nothing from a source that is not in the register above."),
    ]
}
