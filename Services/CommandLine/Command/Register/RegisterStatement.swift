import ArgumentParser
import Domain
import Ingestion
import Transport

/// What a controller states of a source: the flags of `register add`, and the entry that they make.
struct RegisterStatement: ParsableArguments {
    @Option(help: ArgumentHelp(SourceKind.allCases.map(\.name).joined(separator: ", "), valueName: "kind"))
    var kind: String

    @Option(help: ArgumentHelp(say("Who answers for it (art. 30(1)(a)).", "Responsable (art. 30(1)(a))."), valueName: say("name", "nom")))
    var controller: String

    @Option(
        help: ArgumentHelp(
            say("Contact of the controller and its data protection officer.", "Contact du responsable et de son DPD."), valueName: "contact"
        ))
    var contact: String

    @Option(
        help: ArgumentHelp(
            say("Why this source feeds this use (art. 30(1)(b)).", "Pourquoi cette source, pour cet usage (art. 30(1)(b))."),
            valueName: say("sentence", "phrase")))
    var purpose: String

    @Option(
        help: ArgumentHelp(
            say("Legal basis (art. 6) and the act it rests on.", "Base légale (art. 6) et le texte."), valueName: say("basis", "base")))
    var legalBasis: String

    @Option(help: ArgumentHelp(say("The purpose in English too.", "La finalité en anglais aussi."), valueName: say("sentence", "phrase")))
    var purposeEn: String?

    @Option(help: ArgumentHelp(say("The legal basis in English too.", "La base légale en anglais aussi."), valueName: say("basis", "base")))
    var legalBasisEn: String?

    @Option(
        name: .customLong("field"),
        help: ArgumentHelp(
            say("A field that may be sent; may be repeated.", "Un champ admis ; répétable.") + " "
                + ObservationField.allCases.map(\.rawValue).joined(separator: ", "), valueName: say("field", "champ")))
    var fields: [String]

    @Option(
        help: ArgumentHelp(
            say("Whom the data concern (art. 30(1)(c)).", "Personnes concernées (art. 30(1)(c))."), valueName: say("sentence", "phrase")))
    var dataSubjects: String = say(
        "none is named; a place and a time may be those of a person",
        "aucune n'est nommée ; un lieu et une heure peuvent être ceux d'une personne")

    @Option(help: ArgumentHelp(say("Recipients (art. 30(1)(d)).", "Destinataires (art. 30(1)(d))."), valueName: say("sentence", "phrase")))
    var recipients: String = say(
        "none receives raw data; the supervision centre receives de-identified incidents and readings",
        "personne ne reçoit de données brutes ; le centre de supervision reçoit incidents et mesures désidentifiés")

    @Option(
        help: ArgumentHelp(
            say("Transfers out of the Union (art. 30(1)(e)).", "Transferts hors de l'Union (art. 30(1)(e))."),
            valueName: say("sentence", "phrase")))
    var transfers: String = say("none", "aucun")

    @Option(
        help: ArgumentHelp(
            say("Security measures (art. 30(1)(g)).", "Mesures de sécurité (art. 30(1)(g))."), valueName: say("sentence", "phrase")))
    var security: String = say(
        "CURVE encryption in transit, AES-256-GCM at rest, keys destroyed hourly, audit ledger",
        "chiffrement CURVE en transit, AES-256-GCM au repos, clés détruites chaque heure, journal d'audit")

    @Option(help: ArgumentHelp(say("First day.", "Premier jour."), valueName: "2026-01-01"))
    var validFrom: String?

    @Option(help: ArgumentHelp(say("Last day.", "Dernier jour."), valueName: "2031-12-31"))
    var validUntil: String?

    @Option(
        help: ArgumentHelp(
            say("How long raw observations may wait (art. 30(1)(f)).", "Attente des observations brutes (art. 30(1)(f))."), valueName: "1d")
    )
    var retention: String = "1d"

    @Option(help: ArgumentHelp(say("How late reports may be.", "Retard possible des rapports."), valueName: "1h"))
    var lateness: String?

    @Option(
        help: ArgumentHelp(
            say("Silence after which it holds nobody back.", "Silence après lequel elle ne retient personne."), valueName: "2h"))
    var idleAfter: String?

    @Option(help: ArgumentHelp(say("arrival or declared.", "arrival ou declared."), valueName: "arrival|declared"))
    var watermark: String?

    @Option(help: ArgumentHelp(say("How long ids are remembered.", "Mémoire des identifiants."), valueName: "1d"))
    var deduplication: String?

    @Option(help: ArgumentHelp(say("How long it may correct; 0s: never.", "Délai de correction ; 0s : jamais."), valueName: "7d"))
    var corrections: String?

    @Option(help: ArgumentHelp(say("Observations a second at the most.", "Observations par seconde au plus."), valueName: "n"))
    var rate: Int?

    @Option(
        name: .customLong("category"),
        help: ArgumentHelp(
            say("Its code = one of our categories; may be repeated.", "Son code = une de nos catégories ; répétable."),
            valueName: "OWN=ours"))
    var categories: [String] = []

    @Option(
        name: .customLong("key"),
        help: ArgumentHelp(
            say(
                "Public key that may push, Z85, or the name of an authorised one; may be repeated.",
                "Clé publique admise, Z85, ou le nom d'une clé autorisée ; répétable."),
            valueName: "z85|name"))
    var keys: [String] = []

    /// The public keys, those of names looked up among the authorised ones.
    func publicKeys(_ house: House) throws -> [String] {
        let known = AuthorisedKeys(folder: house.authorised)
        return try keys.map { word in
            if KeyPair.isKey(word) { return word }
            try known.reload()
            guard let key = known.all.first(where: { $0.peer.name == word }) else {
                throw Failure(
                    "--key \(word) is neither a public key nor an authorised name: `quietude keys new --partner \(word)` makes one",
                    "--key \(word) n'est ni une clé publique ni un nom autorisé : `quietude keys new --partner \(word)` en crée une")
            }
            return key.peer.publicKey
        }
    }

    /// The entry's lines, from the margin.
    func entry(_ source: String, keys: [String]) -> [String] {
        var lines = ["\(source):"]
        func note(_ text: String) { lines.append("  # \(text.split(whereSeparator: \.isNewline).joined(separator: " "))") }
        func put(_ key: String, _ value: String?) { if let value { lines.append("  \(key): \(Self.quoted(value))") } }
        func plain(_ key: String, _ value: String?) { if let value { lines.append("  \(key): \(value)") } }
        plain("kind", Self.quotedUnlessWord(kind))
        put("controller", controller)
        note(say("contact, art. 30(1)(a): \(contact)", "contact, art. 30(1)(a) : \(contact)"))
        put("purpose", purpose)
        put("legal-basis", legalBasis)
        put("purpose-en", purposeEn)
        put("legal-basis-en", legalBasisEn)
        note(say("data subjects, art. 30(1)(c): \(dataSubjects)", "personnes concernées, art. 30(1)(c) : \(dataSubjects)"))
        note(say("recipients, art. 30(1)(d): \(recipients)", "destinataires, art. 30(1)(d) : \(recipients)"))
        note(say("transfers, art. 30(1)(e): \(transfers)", "transferts, art. 30(1)(e) : \(transfers)"))
        note(say("security, art. 30(1)(g): \(security)", "sécurité, art. 30(1)(g) : \(security)"))
        plain("valid-from", validFrom.map(Self.quotedUnlessWord))
        plain("valid-until", validUntil.map(Self.quotedUnlessWord))
        plain("allowed-fields", "[\(fields.map(Self.quotedUnlessWord).joined(separator: ", "))]")
        for (key, value) in [
            ("retention", retention), ("lateness", lateness), ("idle-after", idleAfter), ("watermark", watermark),
            ("deduplication", deduplication), ("corrections", corrections), ("rate", rate.map(String.init)),
        ] { plain(key, value.map(Self.quotedUnlessWord)) }
        if !categories.isEmpty {
            lines.append("  categories:")
            for pair in categories {
                let parts = pair.split(separator: "=", omittingEmptySubsequences: false)
                let (own, ours) = (parts.dropLast().joined(separator: "="), parts.count > 1 ? String(parts[parts.count - 1]) : "")
                lines.append("    \(Self.quoted(parts.count > 1 ? own : pair)): \(Self.quotedUnlessWord(ours))")
            }
        }
        if !keys.isEmpty { plain("keys", "[\(keys.map(Self.quoted).joined(separator: ", "))]") }
        note(
            say(
                "signed for the controller: ____________________  on: ____________",
                "signé pour le responsable : ____________________  le : ____________"))
        return lines
    }

    /// A YAML double-quoted scalar (YAML 1.2, 7.3.1).
    static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: out += " "
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }

    private static func quotedUnlessWord(_ text: String) -> String {
        let isWord =
            !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
            }
        return isWord && text != "true" && text != "false" && text != "null" && text != "-" ? text : quoted(text)
    }
}
