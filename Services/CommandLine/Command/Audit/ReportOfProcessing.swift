import Anonymization
import Domain

/// What was processed, in numbers: a source each, over the whole ledger.
struct ReportOfProcessing {
    let writer: ReportWriter
    let entries: [AuditEntry]

    var blocks: [ReportDocument.Block] {
        let processed = entries.filter { $0.kind == .processing && $0.service != "ingestion" }
        var blocks: [ReportDocument.Block] = []
        if !processed.isEmpty {
            blocks.append(.heading(3, writer.text("What was processed", "Ce qui a été traité")))
            blocks.append(totals(processed))
            if let table = dropped(processed) { blocks.append(table) }
        }
        let door = entries.filter { $0.kind == .processing && $0.service == "ingestion" }
        if !door.isEmpty {
            blocks.append(.heading(3, writer.text("At the door", "À la porte")))
            blocks.append(received(door))
        }
        let keys = entries.filter { $0.kind == .keysDestroyed }
        if !keys.isEmpty {
            blocks.append(.heading(3, writer.text("Keys destroyed", "Clés détruites")))
            blocks += destroyed(keys)
        }
        let breaks = entries.filter { $0.kind == .broken }
        if !breaks.isEmpty {
            blocks.append(.heading(3, writer.text("Breaks in the ledger", "Ruptures du journal")))
            blocks.append(.list(breaks.map { "\(Times.text($0.time)): \($0.details["reason"] ?? "-")" }))
        }
        return blocks
    }

    private func destroyed(_ keys: [AuditEntry]) -> [ReportDocument.Block] {
        let count = sum(keys, "keys")
        let purposes = [
            (writer.text("raw data, all of it anonymized", "données brutes, toutes anonymisées"), "anonymized"),
            (writer.text("raw data whose retention ran out", "données brutes dont le délai est échu"), "retention"),
            (writer.text("pseudonyms of a source's day", "pseudonymes d'une journée d'une source"), "linking"),
            (writer.text("redacted text of a source's day", "textes caviardés d'une journée d'une source"), "text"),
        ]
        return [
            .paragraph(writer.text("\(count) keys, in \(keys.count) records.", "\(count) clés, en \(keys.count) inscriptions.")),
            .table(
                [writer.text("keys of", "clés de"), writer.text("number", "nombre")],
                purposes.map { [$0.0, "\(sum(keys, $0.1))"] }.filter { $0[1] != "0" }),
        ]
    }

    private func sum(_ entries: [AuditEntry], _ name: String) -> UInt64 { entries.reduce(0) { $0 &+ ($1.counts[name] ?? 0) } }

    private func received(_ door: [AuditEntry]) -> ReportDocument.Block {
        let sources = Dictionary(grouping: door, by: \.source)
        return .table(
            [
                "source", writer.text("accepted", "acceptées"), writer.text("held already", "déjà reçues"),
                writer.text("refused", "refusées"), writer.text("reasons", "motifs"),
            ],
            sources.keys.sorted().map { source in
                var refused: [String: UInt64] = [:]
                for entry in sources[source] ?? [] {
                    for (name, count) in entry.counts where name.hasPrefix("refused.") {
                        refused[String(name.dropFirst(8)), default: 0] += count
                    }
                }
                return [
                    source, "\(sum(sources[source] ?? [], "accepted"))", "\(sum(sources[source] ?? [], "duplicates"))",
                    "\(refused.values.reduce(0, +))",
                    refused.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "),
                ]
            })
    }

    private func totals(_ processed: [AuditEntry]) -> ReportDocument.Block {
        let sources = Dictionary(grouping: processed, by: \.source)
        return .table(
            [
                "source", writer.text("from", "du"), writer.text("until", "au"), writer.text("observations in", "observations entrées"),
                writer.text("incidents out", "incidents sortis"), writer.text("readings out", "mesures sorties"),
                writer.text("suppressed", "supprimées"), writer.text("not usable", "inutilisables"), writer.text("corrected", "corrigées"),
            ],
            sources.keys.sorted().map { source in
                let own = sources[source] ?? []
                let dropped = own.reduce(UInt64(0)) { $0 + $1.counts.filter { $0.key.hasPrefix("dropped.") }.reduce(0) { $0 + $1.value } }
                let suppressed = sum(own, "suppressed")
                let held = suppressed - min(suppressed, sum(own, "censored"))
                return [
                    source.isEmpty ? writer.text("(not in the register)", "(hors registre)") : source, Times.text(own.first?.time ?? 0),
                    Times.text(own.last?.time ?? 0), "\(sum(own, "seen"))", "\(sum(own, "incidents"))", "\(sum(own, "readings"))",
                    "\(suppressed)", "\(dropped - min(dropped, held))", "\(sum(own, "retractions") + sum(own, "superseded"))",
                ]
            })
    }

    private func dropped(_ processed: [AuditEntry]) -> ReportDocument.Block? {
        var reasons: [String: UInt64] = [:]
        for entry in processed {
            for (name, count) in entry.counts where name.hasPrefix("dropped.") { reasons[String(name.dropFirst(8)), default: 0] += count }
        }
        guard !reasons.isEmpty else { return nil }
        return .table(
            [
                writer.text("reason an observation did not go on", "motif pour lequel une observation n'a pas été retenue"),
                writer.text("number", "nombre"),
            ],
            reasons.sorted { $0.key < $1.key }.map { [$0.key, "\($0.value)"] })
    }
}
