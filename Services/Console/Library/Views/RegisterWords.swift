import Advice
import Domain

/// The register in words that a citizen understands.
struct RegisterWords {
    private let register: Register?

    init(_ register: Register?) { self.register = register }

    var json: JSON {
        guard let register else { return .null }
        return [
            "version": .string(register.version), "digest": .string(AuditChain.hexadecimal(register.digest)),
            "controller": .string(Set(register.sources.map(\.controller)).sorted().joined(separator: " ; ")),
            "sources": .array(register.sources.sorted { $0.identifier < $1.identifier }.map(source)),
        ]
    }

    private func source(_ entry: SourceEntry) -> JSON {
        [
            "id": .string(entry.identifier), "kind": .string(entry.kind.name), "controller": .string(entry.controller),
            "purpose": said(entry.purpose, entry.purposeInEnglish), "legalBasis": said(entry.legalBasis, entry.legalBasisInEnglish),
            "text": .words(sentence(entry)),
            "keepsText": .boolean(entry.keepsText), "fields": .strings(entry.allowedFields.map(\.rawValue).sorted()),
            "validFrom": .time(entry.validFrom == 0 ? nil : entry.validFrom),
            "validUntil": .time(entry.validUntil == 0 ? nil : entry.validUntil),
            "retention": .words(
                french:
                    "Ce que la source envoie est détruit dès qu'il est anonymisé, au plus tard après \(Spans.french(Int64(entry.retention))).",
                english:
                    "What the source sends is destroyed as soon as it is anonymised, at the latest after \(Spans.english(Int64(entry.retention)))."
            ),
        ]
    }

    /// What the register says, in its own language and, where it says so, in English.
    private func said(_ own: String, _ english: String) -> JSON { .words(french: own, english: english.isEmpty ? own : english) }

    private func sentence(_ entry: SourceEntry) -> Words {
        let names = ObservationField.allCases.filter(entry.allowedFields.contains).map(Self.words)
        let english = names.isEmpty ? "time alone" : "time, " + names.map(\.english).joined(separator: ", ")
        let french = names.isEmpty ? "l'heure seule" : "l'heure, " + names.map(\.french).joined(separator: ", ")
        let kind = Vocabulary.words(of: entry.kind)
        let text =
            entry.keepsText
            ? Words(
                " Redacted text is kept for \(Spans.english(Int64(entry.textRetention))), for the supervision centre alone; each view is written down.",
                " Un texte caviardé est gardé \(Spans.french(Int64(entry.textRetention))), pour le seul centre de supervision ; chaque lecture est consignée."
            )
            : Words(" No text is kept.", " Aucun texte n'est gardé.")
        return Words(
            "\(kind.english): \(entry.controller) transmits \(english).\(text.english)",
            "\(kind.french) : \(entry.controller) transmet \(french).\(text.french)")
    }

    private static func words(_ field: ObservationField) -> Words {
        switch field {
        case .position: Words("the place", "le lieu")
        case .accuracy: Words("how exact the place is", "la précision du lieu")
        case .polygon: Words("an area", "une zone dessinée")
        case .cell: Words("a square of the grid", "un carreau de la grille")
        case .area: Words("a district", "un quartier")
        case .code: Words("the nature of the fact", "la nature du fait")
        case .severity: Words("its gravity", "sa gravité")
        case .origin: Words("how it became known", "comment il a été connu")
        case .value: Words("a measure", "une mesure")
        case .text: Words("a note, which is redacted", "une note, qui est caviardée")
        }
    }

    /// What is kept how long.
    var retention: [JSON] {
        guard let register else { return [] }
        let territory = register.territory
        var lines = [
            Self.line(
                Words("Facts without persons, by cell and slot", "Faits sans personne, par case et par créneau"),
                Int64(territory.incidentRetention)),
            Self.line(
                Words("Alerts, signals and readings on screen", "Alertes, signaux et mesures à l'écran"),
                min(Picture.hotSeconds, Int64(territory.incidentRetention))),
            Self.line(Words("Forecasts, after their window", "Prévisions, après leur fenêtre"), 2 * 86_400),
        ]
        if let raw = register.sources.map(\.retention).max() {
            lines.insert(
                Self.line(
                    Words(
                        "Raw observations that wait for anonymisation, sealed", "Observations brutes en attente d'anonymisation, scellées"),
                    Int64(raw)),
                at: 0)
        }
        if let text = register.sources.filter(\.keepsText).map(\.textRetention).max() {
            lines.append(Self.line(Words("Redacted texts", "Textes caviardés"), Int64(text)))
        }
        return lines
    }

    private static func line(_ what: Words, _ seconds: Int64) -> JSON {
        [
            "what": .words(what), "seconds": .integer(seconds),
            "text": .words(french: Spans.french(seconds), english: Spans.english(seconds)),
        ]
    }

    /// How much is blurred.
    var privacy: JSON {
        guard let territory = register?.territory else { return .null }
        let cell = Int64(territory.grid.size(atLevel: territory.publicationLevel))
        let minutes = territory.slotLength / 60
        var sentences = [
            Words(
                "No fact is located more finely than \(cell) metres and \(minutes) minutes.",
                "Aucun fait n'est localisé plus finement que \(cell) mètres et \(minutes) minutes."),
            Words(
                "No name, no identifier, no exact place or time leaves the anonymisation service: there is no field to carry them.",
                "Aucun nom, aucun identifiant, aucun lieu ou heure exacts ne sort de l'anonymisation : aucun champ ne peut les porter."),
        ]
        if territory.minimumResidents > 0 {
            sentences.append(
                Words(
                    "At least \(territory.minimumResidents) residents share every cell in which a fact is shown.",
                    "Au moins \(territory.minimumResidents) habitants partagent chaque case où un fait est montré."))
        }
        for rule in territory.categoryRules where rule.refused {
            sentences.append(
                Words("Refused at the door: \(rule.category.english).", "Refusé à l'entrée : \(rule.category.french)."))
        }
        return [
            "cell": .integer(cell), "slot": .whole(territory.slotLength), "minimumResidents": .whole(territory.minimumResidents),
            "text": .array(sentences.map { .words($0) }),
        ]
    }
}
