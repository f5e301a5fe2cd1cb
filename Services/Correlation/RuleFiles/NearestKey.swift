/// The word that was probably meant.
enum NearestKey {
    /// The closest of some words, where it is close at all (Levenshtein's distance, at most a third of the word).
    static func of(_ word: String, among words: [String]) -> String? {
        let close = words.map { ($0, distance(Array(word.utf8), Array($0.utf8))) }.min { $0.1 < $1.1 }
        return close.flatMap { $0.1 <= max(2, word.utf8.count / 3) ? $0.0 : nil }
    }

    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        guard left.count <= 64, right.count <= 64 else { return .max }
        var row = Array(0...right.count)
        for (i, a) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, b) in right.enumerated() {
                let above = row[j + 1]
                row[j + 1] = min(above + 1, row[j] + 1, diagonal + (a == b ? 0 : 1))
                diagonal = above
            }
        }
        return row[right.count]
    }
}
