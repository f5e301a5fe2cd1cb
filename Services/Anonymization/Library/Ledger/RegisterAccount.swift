import Domain

/// What the register declares, as the ledger remembers it: everything that the record of processing activities (GDPR art. 30(1)) must say.
public enum RegisterAccount {
    /// One entry a source, in the register's order.
    public static func entries(_ register: Register, time: Int64, service: String) -> [AuditEntry] {
        register.sources.map { source in
            AuditEntry(
                .register, time: time, service: service, territory: register.territory.identifier, source: source.identifier,
                registerVersion: register.version, registerDigest: AuditChain.hexadecimal(register.digest),
                counts: counts(source, register.territory), details: details(source, register.territory))
        }
    }

    private static func counts(_ source: SourceEntry, _ territory: TerritoryEntry) -> [String: UInt64] {
        let slot = max(territory.slotLength, source.slotLength)
        // Without a resident grid cells have a fixed width, and nobody can say how many share them.
        let fixedLevel = territory.residents == nil ? PopulationRules(territory).fixedLevel(.other) : 0
        var counts: [String: UInt64] = [
            "raw-retention": UInt64(source.retention), "incident-retention": UInt64(territory.incidentRetention),
            "correction-window": UInt64(source.correctionWindow), "slot": UInt64(slot),
            "cell-metres": UInt64(max(0, min(territory.grid.size(atLevel: max(territory.publicationLevel, fixedLevel)), 1e9))),
            "valid-from": UInt64(max(0, source.validFrom)), "valid-until": UInt64(max(0, source.validUntil)),
        ]
        if territory.minimumResidents > 0, territory.residents != nil { counts["minimum-residents"] = UInt64(territory.minimumResidents) }
        let thresholds = Set(source.mappings.values).compactMap {
            CountThreshold(kind: source.kind, category: $0, declared: source.suppressionThreshold)?.least
        }
        if let threshold = thresholds.max() { counts["suppression-threshold"] = UInt64(threshold) }
        if source.keepsText { counts["text-retention"] = UInt64(source.textRetention) }
        if let linking = source.linking { counts["linking-window"] = UInt64(linking.window) }
        return counts
    }

    private static func details(_ source: SourceEntry, _ territory: TerritoryEntry) -> [String: String] {
        let codes = Set(source.mappings.values)
        let blurred = territory.categoryRules.filter { !$0.refused && codes.contains($0.category) }.map(\.category.code).sorted()
        let refused = codes.filter { code in code.use == .refused || territory.categoryRules.contains { $0.category == code && $0.refused }
        }
        var details = [
            "name": territory.name, "kind": source.kind.name, "controller": source.controller, "purpose": source.purpose,
            "legal-basis": source.legalBasis, "fields": source.allowedFields.map(\.rawValue).sorted().joined(separator: " "),
            "categories": codes.subtracting(refused).map(\.code).sorted().joined(separator: " "),
            "text": source.keepsText ? "redacted-and-kept" : (source.allowedFields.contains(.text) ? "read-and-dropped" : "refused"),
        ]
        if !source.purposeInEnglish.isEmpty { details["purpose-en"] = source.purposeInEnglish }
        if !source.legalBasisInEnglish.isEmpty { details["legal-basis-en"] = source.legalBasisInEnglish }
        if let linking = source.linking { details["linked-by"] = "id before \(linking.separator)" }
        if !blurred.isEmpty { details["blurred"] = blurred.joined(separator: " ") }
        if !refused.isEmpty { details["refused"] = refused.map(\.code).sorted().joined(separator: " ") }
        return details
    }
}
