/// The words that are known: a French word list, the vocabulary of the trade, and the names hidden among them.
///
/// The list is not part of the project: the command or service reads Debian's `/usr/share/dict/french` (package wfrench) and hands its
/// bytes here. Words are compared without accents and case.
public struct RedactionLexicon: Sendable {
    let table: WordTable

    /// How many words are known.
    public var count: Int { table.count }
    /// How many of them came from the list.
    public let listed: Int

    /// Compiles a word list.
    /// - Parameter wordList: One word a line, UTF-8 or ISO 8859-1, LF or CRLF. Capitalised entries (proper nouns) are left out.
    public init(wordList: [UInt8]) {
        let lines = wordList.reduce(into: 0) { $0 += $1 == 0x0a ? 1 : 0 }
        var table = WordTable(minimumCapacity: lines + 12_000)
        let isText = String(validating: wordList, as: UTF8.self) != nil
        let fold = FoldTable()
        LexiconReader(bytes: wordList, isUTF8: isText, fold: fold).forEach { word in
            table.insert(WordHash.of(word), .ordinary)
        }
        LexiconReader(bytes: wordList, isUTF8: isText, fold: fold).forEach { word in
            if VerbForms.isVerb(word, in: table) { table.insert(WordHash.of(word), .verb) }
        }
        listed = table.count
        let vocabulary =
            TradeVocabulary.entries + FunctionVocabulary.entries + PlaceVocabulary.entries + NameVocabulary.entries
        for entry in vocabulary {
            for word in entry.words.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x0a }) {
                table.insert(WordHash.of(word), entry.traits)
            }
        }
        self.table = table
    }
}
