public import Domain
internal import CSchema

extension SourceEntry: ProtobufCoded {
    /// `quietude.v1.SourceEntry`
    public static var name: String { "quietude.v1.SourceEntry" }

    static func initialise(_ c: UnsafeMutablePointer<Quietude__V1__SourceEntry>) { quietude__v1__source_entry__init(c) }

    func fill(_ c: inout Quietude__V1__SourceEntry, in arena: Arena) {
        c.identifier = arena.string(identifier)
        c.kind = Quietude__V1__SourceKind(rawValue: UInt32(kind.rawValue))
        c.controller = arena.string(controller)
        c.purpose = arena.string(purpose)
        c.legal_basis = arena.string(legalBasis)
        c.valid_from = validFrom
        c.valid_until = validUntil
        // Sets and dictionaries in a fixed order: the same register gives the same bytes.
        (c.n_allowed_fields, c.allowed_fields) = arena.strings(allowedFields.map(\.rawValue).sorted())
        c.retention = retention
        c.lateness = lateness
        c.idle_after = idleAfter
        c.watermark_declared = watermarkDeclared ? 1 : 0
        c.deduplication_window = deduplicationWindow
        c.correction_window = correctionWindow
        c.declared_rate = declaredRate
        c.slot_length = slotLength
        (c.n_mappings, c.mappings) = arena.messages(
            mappings.sorted { $0.key < $1.key }.map { CategoryMapping(originalCode: $0.key, category: $0.value) })
        (c.n_partner_keys, c.partner_keys) = arena.strings(partnerKeys)
        c.keeps_text = keepsText ? 1 : 0
        c.maximum_text = maximumText
        c.suppression_threshold = suppressionThreshold
        // What is not kept has no retention: registers of the version before give the same bytes.
        c.text_retention = keepsText ? textRetention : 0
        c.linking_window = linking?.window ?? 0
        c.linking_separator = arena.string(linking?.separator ?? "")
        c.purpose_en = arena.string(purposeInEnglish)
        c.legal_basis_en = arena.string(legalBasisInEnglish)
    }

    init(reading c: Quietude__V1__SourceEntry) throws(SchemaError) {
        // A field that this version does not know is a field that is not allowed.
        let fields = try Self.texts(c.allowed_fields, c.n_allowed_fields, "allowed_fields").compactMap(ObservationField.init(rawValue:))
        let mappings = try Self.messages(c.mappings, c.n_mappings, "mappings", as: CategoryMapping.self)
        self.init(
            identifier: try Self.text(c.identifier, "identifier"), kind: try Self.closed(c.kind.rawValue, "kind"),
            controller: try Self.text(c.controller, "controller"), purpose: try Self.text(c.purpose, "purpose"),
            legalBasis: try Self.text(c.legal_basis, "legal_basis"), purposeInEnglish: try Self.text(c.purpose_en, "purpose_en"),
            legalBasisInEnglish: try Self.text(c.legal_basis_en, "legal_basis_en"), validFrom: c.valid_from, validUntil: c.valid_until,
            allowedFields: Set(fields), retention: c.retention, lateness: c.lateness, idleAfter: c.idle_after,
            watermarkDeclared: c.watermark_declared != 0, deduplicationWindow: c.deduplication_window,
            correctionWindow: c.correction_window, declaredRate: c.declared_rate, slotLength: c.slot_length,
            mappings: Dictionary(mappings.map { ($0.originalCode, $0.category) }, uniquingKeysWith: { $1 }),
            partnerKeys: try Self.texts(c.partner_keys, c.n_partner_keys, "partner_keys"), keepsText: c.keeps_text != 0,
            maximumText: c.maximum_text, suppressionThreshold: c.suppression_threshold,
            textRetention: c.text_retention == 0 ? SourceEntry.defaultTextRetention : c.text_retention,
            linking: c.linking_window == 0
                ? nil : LinkingRule(window: c.linking_window, separator: try Self.text(c.linking_separator, "linking_separator")))
    }
}
