/// Tells forms of first-group verbs (nine French verbs of ten) from the word list itself: the stem with `-er` is there too.
enum VerbForms {
    private static let endings: [[UInt8]] = [
        "e", "es", "ee", "ees", "ent", "ait", "aient", "ant", "ons", "ez", "era", "erait", "erent", "a",
    ].map { Array($0.utf8) }

    static func isVerb(_ word: ArraySlice<UInt8>, in table: WordTable) -> Bool {
        if word.count > 4, word.suffix(2).elementsEqual("er".utf8) {
            return table[WordHash.of(Array(word.dropLast(2)) + Array("ait".utf8))].has(.ordinary)
        }
        for ending in endings where word.count > ending.count + 2 && word.suffix(ending.count).elementsEqual(ending) {
            var hash = WordHash()
            for byte in word.dropLast(ending.count) { hash.add(byte) }
            hash.add(0x65)
            hash.add(0x72)
            if table[hash.value].has(.ordinary) { return true }
        }
        return false
    }
}
