/// Finds the word that a mistyped one was probably meant to be.
struct NearestWord {
    private let words: [String]

    init(in words: [String]) { self.words = words }

    /// The nearest word, if no more than a third of its letters differ.
    func to(_ typed: String) -> String? {
        let ranked = words.map { (word: $0, distance: Self.distance(Array(typed.utf8), Array($0.utf8))) }
        guard let best = ranked.min(by: { $0.distance < $1.distance }), best.distance * 3 <= best.word.utf8.count else { return nil }
        return best.word
    }

    /// Levenshtein's distance (1965), a row at a time.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let substituted = diagonal + (a == b ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(substituted, diagonal + 1, row[j] + 1)
            }
        }
        return row[right.count]
    }
}
