/// Names of public places of the territory that are kept in a note: parks, stations, schools, districts.
///
/// The usual ones are recognised by the kind of place before them; the gazetteer adds those that stand alone.
public struct PlaceGazetteer: Sendable {
    /// Hash of the phrase; the value is never empty.
    private let phrases: WordTable
    /// One bit for each possible lower part of the hash of a first word, so that most words are passed over at once.
    private let firstWords: [UInt64]
    /// How many names are known.
    public var count: Int { phrases.count }

    /// The longest name that is looked for, in words.
    static let longest = 6

    /// A gazetteer of these names, compared without accents, case and signs. A name of one word that is also a person's name
    /// should be given with its kind (`jardin Corinthe`).
    public init(names: [String] = []) {
        var phrases = WordTable(minimumCapacity: names.count + PlaceVocabulary.phrases.count + 8)
        var firstWords = [UInt64](repeating: 0, count: 64)
        let fold = FoldTable()
        for name in PlaceVocabulary.phrases + names {
            var words: [[UInt8]] = [[]]
            for scalar in name.unicodeScalars {
                let (first, second) = fold.letters(scalar.value)
                if first != 0 {
                    words[words.count - 1].append(first & 0x7f)
                    if second != 0 { words[words.count - 1].append(second & 0x7f) }
                } else if scalar.value < 0x80, Folded.isDigit(UInt8(scalar.value)) {
                    words[words.count - 1].append(UInt8(scalar.value))
                } else if words[words.count - 1].isEmpty == false {
                    words.append([])
                }
            }
            words.removeAll { $0.isEmpty }
            guard let first = words.first, words.count <= Self.longest, words.count > 1 || first.count > 3 else { continue }
            let hashes = words.map { WordHash.of($0) }
            phrases.insert(hashes.reduce(0, Self.continued), .proper)
            firstWords[Int(hashes[0] >> 6) & 63] |= 1 << (hashes[0] & 63)
        }
        self.phrases = phrases
        self.firstWords = firstWords
    }

    @inline(__always) func mayStart(_ hash: UInt64) -> Bool { firstWords[Int(hash >> 6) & 63] & (1 << (hash & 63)) != 0 }

    func holds(_ phrase: UInt64) -> Bool { phrases[phrase] != [] }

    static func continued(_ phrase: UInt64, _ word: UInt64) -> UInt64 {
        let mixed = (phrase ^ word) &* 0x9e37_79b9_7f4a_7c15
        return mixed ^ (mixed >> 29)
    }
}
