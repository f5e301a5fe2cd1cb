import Domain

/// One source's section of a register file.
struct SourceReader {
    let section: YAMLSection
    let zone: ZoneTable?

    private static let year: UInt32 = 31_622_400

    func entry(_ identifier: String) -> SourceEntry? {
        let kind = kind()
        let controller = section.sentence("controller", "who answers for this processing (GDPR art. 4(7))")
        let purpose = section.sentence("purpose", "what the data is for: one sentence a function it feeds")
        let basis = section.sentence(
            "legal-basis", "the legal basis (GDPR art. 6), such as art. 6(1)(e) public interest, and the act it rests on")
        let inEnglish = (purpose: section.optionalSentence("purpose-en"), basis: section.optionalSentence("legal-basis-en"))
        let from = section.date("valid-from", zone: zone, endOfDay: false)
        let until = section.date("valid-until", zone: zone, endOfDay: true)
        if until != 0, until <= from {
            section.findings.add(section.mark, section.path(of: "valid-until"), "", "must lie after valid-from")
        }
        let fields = allowedFields()
        let retention = section.duration("retention", default: 86_400, in: 60...31 * 86_400)
        let lateness = section.duration("lateness", default: 3_600, in: 0...31 * 86_400)
        let idle = section.duration("idle-after", default: 7_200, in: 60...400 * 86_400)
        let declared = section.choice("watermark", default: false, [("arrival", false), ("declared", true)])
        let deduplication = section.duration("deduplication", default: 86_400, in: 60...400 * 86_400)
        let corrections = section.duration("corrections", default: 604_800, in: 0...400 * 86_400)
        let rate = section.whole("rate", default: 100, in: 1...10_000_000)
        let slot = section.duration("slot", default: 0, in: 0...2_419_200)
        let keepsText = section.boolean("keeps-text", default: false)
        let maximumText = section.whole("maximum-text", default: 4_096, in: 0...262_144)
        let textRetention = section.duration("text-retention", default: SourceEntry.defaultTextRetention, in: 172_800...SourceReader.year)
        let threshold = section.whole("threshold", default: 0, in: 0...1_000_000)
        let linking = linking(kind)
        let mappings = mappings()
        let keys = keys()
        if keepsText, let fields, !fields.contains(.text) {
            section.findings.add(section.mark, section.path(of: "keeps-text"), "true", "needs `text` among allowed-fields")
        }
        if !keepsText, let scalar = section.scalar("text-retention") {
            section.refuse(scalar, "nothing is kept without `keeps-text: true`; leave it out")
        }
        if let kind, kind == .camera || kind == .mobilePresence, fields?.contains(.text) == true {
            section.findings.add(
                section.mark, section.path(of: "allowed-fields"), "text",
                "a source of kind \(kind.name) sends counts only; leave `text` out")
        }
        guard let kind, let controller, let purpose, let basis, let fields else { return nil }
        return SourceEntry(
            identifier: identifier, kind: kind, controller: controller, purpose: purpose, legalBasis: basis,
            purposeInEnglish: inEnglish.purpose, legalBasisInEnglish: inEnglish.basis, validFrom: from, validUntil: until,
            allowedFields: fields, retention: retention, lateness: lateness, idleAfter: idle, watermarkDeclared: declared,
            deduplicationWindow: deduplication, correctionWindow: corrections, declaredRate: rate, slotLength: slot, mappings: mappings,
            partnerKeys: keys, keepsText: keepsText, maximumText: maximumText, suppressionThreshold: threshold,
            textRetention: textRetention, linking: linking)
    }

    /// What the source's incidents may be linked by inside anonymization; nil where the register does not say.
    private func linking(_ kind: SourceKind?) -> LinkingRule? {
        guard let linking = section.section("linking") else { return nil }
        defer { linking.finish() }
        if kind == .mobilePresence {
            section.findings.add(
                section.mark, section.path(of: "linking"), "",
                "a source of kind mobile-presence sends counts only, and nothing of it is ever linked; leave it out")
        }
        let remedy = "write for how long the same again is a repeat, such as 30m"
        let window = linking.required("window", remedy) == nil ? 0 : linking.duration("window", default: 0, in: 60...43_200)
        guard let scalar = linking.required("id-before", "write what ends a track's or a caller's part of an id, such as \"#\"") else {
            return nil
        }
        guard (1...16).contains(scalar.text.utf8.count) else {
            linking.refuse(scalar, "write 1 to 16 bytes, such as \"#\"")
            return nil
        }
        return window == 0 ? nil : LinkingRule(window: window, separator: scalar.text)
    }

    private func kind() -> SourceKind? {
        let names = SourceKind.allCases.map(\.name).joined(separator: ", ")
        guard let scalar = section.required("kind", "write one of \(names)") else { return nil }
        let kind = SourceKind(name: scalar.text)
        if kind == nil { section.refuse(scalar, "write one of \(names)") }
        return kind
    }

    private func allowedFields() -> Set<ObservationField>? {
        let names = ObservationField.allCases.map(\.rawValue).joined(separator: ", ")
        guard let list = section.list("allowed-fields") else {
            section.findings.add(section.mark, section.path(of: "allowed-fields"), "", "missing: list what the purpose needs, of \(names)")
            return nil
        }
        var fields: Set<ObservationField> = []
        for scalar in list {
            guard let field = ObservationField(rawValue: scalar.text) else {
                section.refuse(scalar, "not a field; fields are \(names)")
                continue
            }
            if !fields.insert(field).inserted { section.refuse(scalar, "listed twice; keep one") }
        }
        return fields
    }

    private func mappings() -> [String: Category] {
        guard let categories = section.section("categories") else { return [:] }
        var mappings: [String: Category] = [:]
        for own in categories.entries() {
            guard (1...ObservationLimits.code).contains(own.text.utf8.count) else {
                section.findings.add(own.mark, own.path, own.text, "a code is 1 to \(ObservationLimits.code) bytes")
                continue
            }
            guard let ours = categories.required(own.text, "write one of our category codes") else { continue }
            guard let category = Category(code: ours.text) else {
                section.refuse(ours, "not one of our categories: \(RegisterReader.categoryCodes)")
                continue
            }
            mappings[own.text] = category
        }
        return mappings
    }

    private func keys() -> [String] {
        let alphabet = Set("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#")
        return (section.list("keys") ?? []).compactMap { scalar in
            guard scalar.text.count == 40, scalar.text.allSatisfy(alphabet.contains) else {
                section.refuse(scalar, "write a public key in Z85, 40 characters, in quotes (`quietude keys new` prints it)")
                return nil
            }
            return scalar.text
        }
    }

    /// How the source's files are laid out; nil where the register does not say.
    func columnMap() -> ColumnMap? {
        guard let columns = section.section("columns") else { return nil }
        defer { columns.finish() }
        let name = { (key: String) in columns.scalar(key)?.text }
        var map = ColumnMap(time: columns.list("time")?.map(\.text) ?? ["time"])
        if map.time.isEmpty || map.time.count > 2 {
            columns.findings.add(columns.mark, columns.path(of: "time"), "", "name one column, or two: the date's and the clock's")
        }
        if let format = columns.scalar("time-format") {
            if let pattern = TimePattern(format.text) {
                map.timePattern = pattern
            } else {
                columns.refuse(format, "write iso, or a pattern of yyyy, MM, dd, HH, mm and ss such as dd/MM/yyyy HH:mm")
            }
        }
        map.skippedHour = columns.choice("skipped-hour", default: .refused, [("refused", .refused), ("shifted", .shifted)])
        map.delimiter = columns.choice(
            "delimiter", default: nil, [(",", UInt8(ascii: ",")), (";", UInt8(ascii: ";")), ("tab", UInt8(ascii: "\t"))])
        map.encoding = columns.choice(
            "encoding", default: .detected, [("utf-8", .utf8), ("windows-1252", .windows1252), ("detected", .detected)])
        map.decimalComma = columns.choice("decimal", default: false, [("point", false), ("comma", true)])
        map.identifier = name("id")
        map.version = name("version")
        map.said = name("said")
        map.latitude = name("latitude")
        map.longitude = name("longitude")
        map.projection = columns.choice("projection", default: .degrees, [("degrees", .degrees), ("lambert-93", .lambert93)])
        map.address = name("address")
        map.area = name("area")
        map.cell = name("cell")
        map.category = name("category")
        map.severity = name("severity")
        map.value = name("value")
        map.unit = name("unit")
        map.text = name("text")
        map.unknown = columns.list("unknown")?.map(\.text) ?? []
        if let withdrawn = columns.section("withdrawn") {
            defer { withdrawn.finish() }
            let column = withdrawn.required("column", "name the column that says a row is withdrawn")
            let values = withdrawn.list("value")
            if values?.isEmpty ?? true {
                columns.findings.add(withdrawn.mark, withdrawn.path(of: "value"), "", "missing: what the column then says")
            }
            if let column, let values { map.withdrawn = ColumnMap.Withdrawn(column: column.text, values: values.map(\.text)) }
        }
        if (map.latitude == nil) != (map.longitude == nil) {
            columns.findings.add(columns.mark, columns.path, "", "name both latitude and longitude, or neither")
        }
        return map
    }
}
