import Anonymization
import Domain

/// What left the city: each release, its noise and what it spent; what was refused.
struct ReportOfReleases {
    let writer: ReportWriter
    let entries: [AuditEntry]

    var blocks: [ReportDocument.Block] {
        let releases = entries.filter { $0.kind == .released || ($0.kind == .refused && $0.service == "release") }
        let tables = releases.filter { $0.details["mechanism"] == "suppression" }
        return noise(releases.filter { $0.details["mechanism"] != "suppression" }) + suppression(tables)
    }

    /// Tables of counts of people, without those below a threshold.
    private func suppression(_ tables: [AuditEntry]) -> [ReportDocument.Block] {
        guard !tables.isEmpty else { return [] }
        return [
            .heading(3, writer.text("Tables of counts with suppression", "Tableaux de comptes avec suppression")),
            .table(
                [
                    writer.text("when", "quand"), "source", writer.text("counts", "comptes"), writer.text("margins", "marges"),
                    writer.text("left out", "omis"), writer.text("threshold", "seuil"),
                    writer.text("tables before it that it was compared with", "tableaux précédents comparés"),
                ],
                tables.map { entry in
                    [Times.text(entry.time), entry.source]
                        + ["counts", "margins", "suppressed", "suppression-threshold", "earlier"].map { "\(entry.counts[$0] ?? 0)" }
                }),
        ]
    }

    private func noise(_ releases: [AuditEntry]) -> [ReportDocument.Block] {
        guard !releases.isEmpty else { return [] }
        return [
            .heading(3, writer.text("Releases with differential privacy", "Publications avec confidentialité différentielle")),
            .table(
                [
                    writer.text("when", "quand"), "source", writer.text("period", "période"), writer.text("mechanism", "mécanisme"),
                    writer.text("counts", "comptes"), "rho", "epsilon", "delta", writer.text("outcome", "issue"),
                ],
                releases.map { entry in
                    [
                        Times.text(entry.time), entry.source, entry.details["period"] ?? "-", entry.details["mechanism"] ?? "-",
                        "\(entry.counts["counts"] ?? 0)", Rho(billionths: entry.counts["rho-billionths"] ?? 0).description,
                        entry.details["epsilon"] ?? "-", entry.details["delta"] ?? "-",
                        entry.kind == .released
                            ? writer.text("published", "publié") : writer.text("refused: budget spent", "refusé : budget épuisé"),
                    ]
                }),
        ]
    }
}
