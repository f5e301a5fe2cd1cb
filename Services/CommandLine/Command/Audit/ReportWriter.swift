import Anonymization
import Domain
import Runtime

/// A ledger as the report sees it.
struct ReportMaterial {
    let path: String
    let entries: [AuditEntry]
    let verification: AuditVerification
    let hasHead: Bool
}

/// Writes the report in one language: what was processed, by whom, why, under which basis, for how long, and what left.
struct ReportWriter {
    let language: Language

    func text(_ english: String, _ french: String) -> String { language == .french ? french : english }

    func document(_ materials: [ReportMaterial]) -> ReportDocument {
        var document = ReportDocument(
            title: text(
                "Record of processing activities and account of processing", "Registre des activités de traitement et compte rendu"),
            language: language)
        document.blocks = [
            .paragraph(
                text(
                    "Made from the audit ledger alone (GDPR art. 5(2) and 30; material for the impact assessment of art. 35). The ledger holds no content: nothing that a source sent stands in it.",
                    "Établi d'après le seul journal d'audit (RGPD art. 5(2) et 30 ; pièces pour l'analyse d'impact de l'art. 35). Le journal ne contient aucun contenu : rien de ce qu'une source a envoyé n'y figure."
                )),
            .heading(2, text("Integrity of the ledger", "Intégrité du journal")), integrity(materials),
        ]
        let entries = materials.flatMap(\.entries)
        for territory in Set(entries.map(\.territory)).sorted() {
            let own = entries.filter { $0.territory == territory }
            let name = own.last { $0.kind == .register }?.details["name"] ?? territory
            document.blocks.append(.heading(2, name == territory ? territory : "\(name) (\(territory))"))
            document.blocks += ReportOfRegister(writer: self, entries: own).blocks
            document.blocks += ReportOfProcessing(writer: self, entries: own).blocks
            document.blocks += ReportOfReleases(writer: self, entries: own).blocks
            document.blocks += ReportOfPeople(writer: self, entries: own).blocks
        }
        document.blocks += measures
        return document
    }

    private func integrity(_ materials: [ReportMaterial]) -> ReportDocument.Block {
        .table(
            [text("ledger", "journal"), text("lines", "lignes"), text("state", "état"), text("head", "tête")],
            materials.map { material in
                let state =
                    if let finding = material.verification.finding {
                        text("BROKEN at line \(finding.line)", "ROMPU à la ligne \(finding.line)")
                    } else if material.hasHead {
                        text("sound up to the head that is kept", "intègre jusqu'à la tête gardée")
                    } else {
                        text("sound; no head is kept, its end is not proved", "intègre ; aucune tête gardée, sa fin n'est pas prouvée")
                    }
                return [material.path, "\(material.verification.lines)", state, "\(material.verification.head)"]
            })
    }

    /// The measures that hold for all of them: of the design, not of one day.
    private var measures: [ReportDocument.Block] {
        [
            .heading(2, text("Measures (art. 25 and 32)", "Mesures (art. 25 et 32)")),
            .list([
                text(
                    "Raw observations are encrypted at rest (AES-256-GCM, a key an hour) and destroyed, key and rows, once they are anonymized, or when their retention runs out.",
                    "Les observations brutes sont chiffrées au repos (AES-256-GCM, une clé par heure) et détruites, clé et lignes, dès leur anonymisation, ou à la fin de leur durée de conservation."
                ),
                text(
                    "What leaves anonymization has no identifier, no exact place, no exact time, and no text but the redacted one of sources whose register entry has it kept, for the console's key alone; a test of the message formats keeps it so.",
                    "Ce qui sort de l'anonymisation n'a ni identifiant, ni lieu exact, ni heure exacte, ni texte, hors le texte caviardé des sources dont le registre prévoit la garde, pour la seule clé de la console ; un test des formats de messages y veille."
                ),
                text(
                    "Places become cells that a declared number of residents share, from public figures alone; times become slots.",
                    "Les lieux deviennent des mailles que partage un nombre déclaré d'habitants, d'après les seuls chiffres publics ; les heures deviennent des créneaux."
                ),
                text(
                    "Counts of people below the source's threshold are not published, nor totals that would give them back.",
                    "Les comptes de personnes sous le seuil de la source ne sont pas publiés, ni les totaux qui les rendraient."),
                text(
                    "What leaves the city are counts with differential privacy, paid from a budget that this ledger keeps.",
                    "Ce qui quitte la ville sont des comptes avec confidentialité différentielle, payés d'un budget que ce journal tient."),
                text(
                    "Nothing forecasts, scores or ranks persons (AI Act art. 5(1)(d)): only cells and windows.",
                    "Rien ne prévoit, ne note ni ne classe des personnes (règlement IA art. 5(1)(d)) : des mailles et des fenêtres seulement."
                ),
            ]),
        ]
    }

    /// `3 d`, `15 min`.
    func duration(_ seconds: UInt64?) -> String {
        guard let seconds, seconds > 0 else { return "-" }
        for (length, english, french) in [(UInt64(86_400), "d", "j"), (3_600, "h", "h"), (60, "min", "min")] where seconds % length == 0 {
            return "\(seconds / length) \(text(english, french))"
        }
        return "\(seconds) s"
    }
}
