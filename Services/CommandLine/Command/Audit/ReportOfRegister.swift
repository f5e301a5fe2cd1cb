import Anonymization
import Domain

/// Art. 30(1): the processing activities, a source each, as the last register in force declared them, and which versions there were.
struct ReportOfRegister {
    let writer: ReportWriter
    let entries: [AuditEntry]

    var blocks: [ReportDocument.Block] {
        let declared = entries.filter { $0.kind == .register }
        guard let last = declared.last else { return [] }
        let inForce = declared.filter { $0.registerVersion == last.registerVersion && $0.registerDigest == last.registerDigest }
        var latest: [String: AuditEntry] = [:]
        for entry in inForce { latest[entry.source] = entry }
        var blocks: [ReportDocument.Block] = [
            .heading(
                3,
                writer.text("Register in force: version \(last.registerVersion)", "Registre en vigueur : version \(last.registerVersion)")),
            versions(declared),
        ]
        for source in latest.keys.sorted() {
            guard let entry = latest[source] else { continue }
            blocks.append(.heading(4, source))
            blocks.append(.table([writer.text("art. 30(1)", "art. 30(1)"), ""], rows(entry)))
        }
        return blocks
    }

    private func versions(_ declared: [AuditEntry]) -> ReportDocument.Block {
        var seen: [String] = []
        var rows: [[String]] = []
        for entry in declared where !seen.contains(entry.registerVersion + entry.registerDigest) {
            seen.append(entry.registerVersion + entry.registerDigest)
            rows.append([entry.registerVersion, Times.text(entry.time), entry.registerDigest])
        }
        return .table(
            [writer.text("version", "version"), writer.text("in force from (event time)", "en vigueur dès (temps des faits)"), "SHA-256"],
            rows)
    }

    private func rows(_ entry: AuditEntry) -> [[String]] {
        let detail = { (name: String) in entry.details[name] ?? "-" }
        let sentence = { (name: String) in writer.text(entry.details["\(name)-en"] ?? detail(name), detail(name)) }
        let text: [String: String] = [
            "refused": writer.text("refused", "refusé"),
            "read-and-dropped": writer.text("accepted, redacted and dropped", "accepté, caviardé et jeté"),
            "redacted-and-kept": writer.text("redacted and kept for the console", "caviardé et gardé pour la console"),
        ]
        var rows = [
            [writer.text("kind of source", "nature de la source"), detail("kind")],
            [writer.text("controller", "responsable du traitement"), detail("controller")],
            [writer.text("purpose", "finalité"), sentence("purpose")],
            [writer.text("legal basis", "base légale"), sentence("legal-basis")],
            [writer.text("fields allowed", "champs permis"), detail("fields")],
            [writer.text("free text", "texte libre"), text[detail("text")] ?? detail("text")],
            [writer.text("categories published", "catégories publiées"), names(detail("categories"))],
            [writer.text("categories refused", "catégories refusées"), names(detail("refused"))],
            [writer.text("published more coarsely", "publiées plus grossièrement"), names(detail("blurred"))],
            [writer.text("raw data kept at most", "données brutes gardées au plus"), writer.duration(entry.counts["raw-retention"])],
            [
                writer.text("de-identified incidents kept", "incidents désidentifiés gardés"),
                writer.duration(entry.counts["incident-retention"]),
            ],
            [writer.text("cell", "maille"), "\(entry.counts["cell-metres"] ?? 0) m"],
            [writer.text("slot", "créneau"), writer.duration(entry.counts["slot"])],
        ]
        if let residents = entry.counts["minimum-residents"] {
            rows.append([writer.text("residents that share a cell", "habitants qui partagent une maille"), "\(residents)"])
        }
        if let retention = entry.counts["text-retention"] {
            rows.append([writer.text("redacted text kept at most", "texte caviardé gardé au plus"), writer.duration(retention)])
        }
        if let window = entry.counts["linking-window"] {
            rows.append([
                writer.text("repeats linked inside, by keyed pseudonym", "répétitions liées en interne, par pseudonyme à clé"),
                "\(writer.duration(window)), \(detail("linked-by"))",
            ])
        }
        if let threshold = entry.counts["suppression-threshold"] {
            rows.append([writer.text("counts suppressed below", "comptes supprimés sous"), "\(threshold)"])
        }
        rows.append([
            writer.text("recipients", "destinataires"),
            writer.text("the territory's supervision centre", "le centre de supervision du territoire"),
        ])
        rows.append([writer.text("transfers outside the EU", "transferts hors UE"), writer.text("none", "aucun")])
        return rows
    }

    private func names(_ codes: String) -> String {
        guard codes != "-" else { return codes }
        return codes.split(separator: " ").map { code in
            Category(code: String(code)).map { writer.text($0.english, $0.french) } ?? String(code)
        }.joined(separator: ", ")
    }
}
