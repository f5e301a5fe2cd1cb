/// Words that share traits, separated by spaces or line ends, without accents.
struct VocabularyEntry {
    let traits: WordTraits
    let words: String

    init(_ traits: WordTraits, _ words: String) {
        self.traits = traits
        self.words = words
    }
}
