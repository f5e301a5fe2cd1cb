import Anonymization
import Domain

/// What people did in the console: how often redacted texts were looked at, what was done with alerts, which files were taken away. Roles
/// and counts; the ledger holds no name.
struct ReportOfPeople {
    let writer: ReportWriter
    let entries: [AuditEntry]

    private struct Deed: Hashable, Comparable {
        var action: String
        var role: String

        static func < (left: Deed, right: Deed) -> Bool { (left.action, left.role) < (right.action, right.role) }
    }

    var blocks: [ReportDocument.Block] {
        let deeds = entries.filter { $0.kind == .viewed || $0.kind == .acted }
        guard !deeds.isEmpty else { return [] }
        let groups = Dictionary(grouping: deeds) { Deed(action: $0.details["action"] ?? "", role: $0.details["role"] ?? "") }
        let texts = deeds.reduce(UInt64(0)) { $0 &+ ($1.counts["texts"] ?? 0) }
        return [
            .heading(3, writer.text("What people saw and did in the console", "Ce qui a été vu et fait dans la console")),
            .paragraph(
                writer.text(
                    "\(entries.count { $0.kind == .viewed }) views of redacted texts (\(texts) texts shown), \(entries.count { $0.kind == .acted }) actions. A role stands here, never a name; each line was written before the text was shown or the action done.",
                    "\(entries.count { $0.kind == .viewed }) consultations de textes caviardés (\(texts) textes montrés), \(entries.count { $0.kind == .acted }) actions. Un rôle figure ici, jamais un nom ; chaque ligne a été écrite avant que le texte soit montré ou l'action faite."
                )),
            .table(
                [
                    writer.text("what", "quoi"), writer.text("role", "rôle"), writer.text("times", "nombre"),
                    writer.text("first", "première fois"), writer.text("last", "dernière fois"),
                ],
                groups.sorted { $0.key < $1.key }.map { deed, lines in
                    [
                        words(deed.action), role(deed.role), "\(lines.count)", Times.text(lines.map(\.time).min() ?? 0),
                        Times.text(lines.map(\.time).max() ?? 0),
                    ]
                }),
        ]
    }

    private func words(_ action: String) -> String {
        switch action {
        case "text-viewed": writer.text("redacted texts looked at", "textes caviardés consultés")
        case "alert-acknowledge": writer.text("an alert taken", "alerte prise en compte")
        case "alert-assign": writer.text("an alert given to a team", "alerte confiée à une équipe")
        case "alert-answer": writer.text("an alert judged useful, false or known", "alerte jugée utile, fausse ou connue")
        case "alert-silence": writer.text("an alert silenced for a while", "alerte mise en sourdine")
        case "alert-unsilence": writer.text("a silence ended", "sourdine levée")
        case "alert-comment": writer.text("an alert commented on", "alerte commentée")
        case "export": writer.text("a file taken away", "fichier exporté")
        case "signed-in": writer.text("a sign-in", "connexion")
        default: action
        }
    }

    private func role(_ role: String) -> String {
        switch role {
        case "operator": writer.text("operator", "opérateur")
        case "analyst": writer.text("analyst", "analyste")
        case "dpo": writer.text("data protection officer", "délégué à la protection des données")
        case "administrator": writer.text("administrator", "administrateur")
        default: role
        }
    }
}
