import Foundation

@testable import Anonymization

/// What the tests of redaction share: the word list of this machine, the notes beside the project, a small list for everything else.
enum RedactionFixture {
    static let wordListPath = "/usr/share/dict/french"
    static let hasWordList = FileManager.default.fileExists(atPath: wordListPath)

    /// `../shared` beside the package, where it is.
    static let shared = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../../shared").standardized
    static let hasShared = FileManager.default.fileExists(atPath: shared.appending(path: "testdata/pii_dev.jsonl").path)
    static let hasNames = FileManager.default.fileExists(atPath: shared.appending(path: "data/names/ambigus.tsv").path)

    /// With the whole word list; compiled once.
    static let full: Redactor = Redactor(
        lexicon: RedactionLexicon(wordList: [UInt8](FileManager.default.contents(atPath: wordListPath) ?? Data())))

    /// With a handful of words: quick to build, enough for sentences made of them.
    static let small = Redactor(lexicon: RedactionLexicon(wordList: Array(words.utf8)))

    private static let words = """
        abri
        aboyer
        aperçu
        arrivée
        blessée
        boutique
        cuisine
        déclarer
        dispersés
        éteint
        fleurs
        frapper
        jeunes
        journée
        joint
        lancée
        nocturne
        olive
        olives
        pierre
        propre
        quitter
        rose
        roses
        sauvette
        signaler
        soir
        sortir
        stationner
        stationné
        terrain
        tomber
        tombé
        voir
        vendus
        vendeurs
        """

    static func redact(_ text: String, with redactor: Redactor = small) -> String {
        String(decoding: redactor.redacted(Array(text.utf8)), as: UTF8.self)
    }

    /// The first types found, in order.
    static func types(_ text: String, with redactor: Redactor = small) -> [RedactionType] {
        redactor.spans(in: Array(text.utf8)).map(\.type)
    }

    /// What the spans cover, joined by bars.
    static func covered(_ text: String, with redactor: Redactor = small) -> [String] {
        let scalars = Array(text.unicodeScalars)
        return redactor.spans(in: Array(text.utf8)).map { span in
            var part = String.UnicodeScalarView()
            part.append(contentsOf: scalars[span.codePoints])
            return String(part)
        }
    }
}
