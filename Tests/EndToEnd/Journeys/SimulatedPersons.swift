import Foundation

/// What the notes of a simulated city say of persons, all of them made up.
struct SimulatedPersons {
    /// Family names, telephones, plates, addresses, and some of the notes as a whole.
    let words: Set<String>

    /// Reads them from the observations as they were pushed, JSON lines.
    init(observations: String) throws {
        let notes = try Set(
            observations.split(separator: "\n").compactMap { line in
                (try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["text"] as? String
            })
        var words = Set(notes.sorted().prefix(40))
        for note in notes {
            for match in note.matches(of: /(?:M\.|Mme|Monsieur|Madame) \p{L}+ (?<family>[\p{L}']+)/) { words.insert(String(match.family)) }
            let others = /\d\d \d\d \d\d \d\d|[A-Z]{2}-\d{3}-[A-Z]{2}|[\w.]+@example\.org/
            for match in note.matches(of: others) { words.insert(String(match.output)) }
        }
        self.words = words
    }
}
