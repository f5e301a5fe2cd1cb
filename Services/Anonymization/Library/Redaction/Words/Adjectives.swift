/// Tells an adjective from a noun by the word list itself: an adjective has another gender (`conscient`, `consciente`), most nouns have not.
extension NoteInHand {
    /// Ordinary words with the ending of an adjective or of an abstract noun.
    func looksLikeAdjective(_ index: Int) -> Bool {
        let token = tokens[index]
        for ending in Self.abstractEndings where Int(token.length) > ending.count + 2 {
            var matches = true
            for offset in 0..<ending.count where code(token.end - Int32(ending.count) + Int32(offset)) != ending[offset] { matches = false }
            if matches { return true }
        }
        return Self.epicene.contains(token.hash)
    }

    private static let abstractEndings: [[UInt8]] = [
        "ique", "iques", "eux", "euse", "euses", "ive", "ifs", "able", "ables", "ible", "ale", "aux", "elle", "ante", "ants", "ente",
        "aire", "iste", "istes", "oise", "aise", "aine", "ienne", "iens", "ees", "ee", "ies", "ie", "us", "ue", "ment", "tion", "ite", "te",
        "ere", "eur", "rice",
    ].map { Array($0.utf8) }

    /// Whether an ordinary word may describe somebody, by the word list: stricter where the ending says too much (`borderie`, `guinée`).
    func isAdjective(_ index: Int) -> Bool {
        let token = tokens[index]
        guard token.length >= 4 else { return false }
        var bytes = (token.start..<token.end).map { code($0) }
        if bytes.last == 0x73 || bytes.last == 0x78 && bytes.suffix(3) == [0x61, 0x75, 0x78] {
            if bytes.last == 0x78 { return true }
            bytes.removeLast()
        }
        if Self.epicene.contains(WordHash.of(bytes)) { return true }
        for ending in Self.adjectiveEndings where bytes.count > ending.count + 2 && bytes.suffix(ending.count).elementsEqual(ending) {
            return true
        }
        for (feminine, masculines) in Self.genders
        where bytes.count > feminine.count + 1 && bytes.suffix(feminine.count).elementsEqual(feminine) {
            let stem = bytes.dropLast(feminine.count)
            if masculines.contains(where: { isOrdinary(Array(stem) + $0) }) { return true }
        }
        if bytes.last == 0x65 { return isOrdinary(bytes.dropLast()) }
        return isOrdinary(bytes + [0x65]) || bytes.last == 0x78 && isOrdinary(bytes.dropLast() + [0x73, 0x65])
            || bytes.last == 0x66 && isOrdinary(bytes.dropLast() + [0x76, 0x65])
    }

    private func isOrdinary(_ word: some Sequence<UInt8>) -> Bool { table[WordHash.of(word)].has(.ordinary) }

    private static let adjectiveEndings: [[UInt8]] = ["ique", "able", "ible", "iste", "ale", "aire", "ment", "tion"].map { Array($0.utf8) }

    private static let genders: [(feminine: [UInt8], masculines: [[UInt8]])] = [
        ("euse", ["eux", "eur"]), ("ive", ["if"]), ("elle", ["el"]), ("enne", ["en"]), ("onne", ["on"]), ("ere", ["er"]),
        ("trice", ["teur"]), ("ette", ["et"]), ("oise", ["ois"]), ("eche", ["ec"]), ("gue", ["g"]),
    ].map { (Array($0.0.utf8), $0.1.map { Array($0.utf8) }) }

    /// Adjectives of persons with one form for both genders.
    private static let epicene: Set<UInt64> = Set(
        """
        jeune malade calme ivre sobre faible autre jaune rouge rose mauve pale mince maigre enorme aveugle sourde muette pauvre riche sale \
        propre libre grave leger triste honnete tranquille agreable mobile fragile immobile docile hostile timide stupide rapide humide \
        solide lucide livide placide invalide adulte inapte apte immonde moche juste injuste robuste svelte complice esclave perplexe \
        alerte inerte ferme rebelle fidele infidele celibataire unique proche lointaine valide cardiaque diabetique asthmatique illettre \
        enceinte mixte modeste celebre lugubre bizarre barbare incolore indigene homogene etrange orange double triple simple souple \
        esseule maboule ridicule noctambule somnambule incredule bilingue francophone anglophone monotone atone aphone autochtone clone
        """.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x0a }).map { WordHash.of($0) })
}
