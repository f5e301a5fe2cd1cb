import Testing

@testable import Anonymization

@Suite("The word list")
struct LexiconTests {
    private func knows(_ lexicon: RedactionLexicon, _ word: String) -> Bool { lexicon.table[WordHash.of(Array(word.utf8))].has(.ordinary) }

    @Test("is read in UTF-8 and in ISO 8859-1 alike")
    func encodings() {
        let utf8 = RedactionLexicon(wordList: Array("élagage\ncœur\n".utf8))
        let latin = RedactionLexicon(wordList: [0xe9] + Array("lagage\n".utf8))
        #expect(knows(utf8, "elagage") && knows(utf8, "coeur") && knows(latin, "elagage"))
    }

    @Test("gives the parts of compounds")
    func compounds() {
        #expect(knows(RedactionLexicon(wordList: Array("zyzomys-quolibet\n".utf8)), "quolibet"))
    }

    @Test("leaves proper nouns out")
    func properNouns() {
        #expect(!knows(RedactionLexicon(wordList: Array("Zyzomys\n".utf8)), "zyzomys"))
    }

    @Test("tells verbs by their stem")
    func verbs() {
        let lexicon = RedactionLexicon(wordList: Array("zyzoter\nzyzotait\nzyzote\n".utf8))
        #expect(lexicon.table[WordHash.of(Array("zyzote".utf8))].has(.verb))
    }

    @Test("may be empty: the vocabulary of the trade is there all the same")
    func empty() {
        #expect(RedactionLexicon(wordList: []).count > 1_000)
    }
}
