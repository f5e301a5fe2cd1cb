import Schema

/// What became of the rows of a push.
struct PushTally: Sendable {
    /// Rows refused for one reason.
    struct Refused: Sendable {
        var count = 0
        /// Of the first few rows.
        var lines: [Int] = []
        /// What the first refusal said.
        var sentence = ""
    }

    private static let shownLines = 5

    private(set) var rows = 0
    private(set) var accepted = 0
    private(set) var duplicates = 0
    private(set) var refused: [String: Refused] = [:]

    var refusedCount: Int { refused.values.reduce(0) { $0 + $1.count } }
    var answered: Int { accepted + duplicates + refusedCount }

    mutating func read() { rows += 1 }

    mutating func add(_ receipt: PushReceipt, lines: [Int]) {
        accepted += Int(receipt.accepted)
        duplicates += Int(receipt.duplicates)
        for refusal in receipt.refusals {
            let index = Int(refusal.index)
            refuse(refusal.reason, line: index < lines.count ? lines[index] : nil, sentence: refusal.message)
        }
    }

    mutating func refuse(_ reason: String, line: Int?, sentence: String) {
        var entry = refused[reason] ?? Refused()
        entry.count += 1
        if let line, entry.lines.count < Self.shownLines { entry.lines.append(line) }
        if entry.sentence.isEmpty { entry.sentence = sentence }
        refused[reason] = entry
    }

    /// What a person reads at the end.
    func summary(seconds: Double) -> [String] {
        let pace = seconds > 0 ? " (\(Numbers.grouped(Int(Double(answered) / max(seconds, 0.001))))/s)" : ""
        var lines = [
            say(
                "accepted \(Numbers.grouped(accepted)), duplicates \(Numbers.grouped(duplicates)), refused \(Numbers.grouped(refusedCount))\(pace)",
                "acceptées \(Numbers.grouped(accepted)), en double \(Numbers.grouped(duplicates)), refusées \(Numbers.grouped(refusedCount))\(pace)"
            )
        ]
        for (reason, entry) in refused.sorted(by: { ($0.value.count, $1.key) > ($1.value.count, $0.key) }) {
            let more = entry.count > entry.lines.count ? "…" : ""
            let places = entry.lines.map(String.init).joined(separator: ", ")
            let at = entry.lines.isEmpty ? "" : say(" (line \(places)\(more))", " (ligne \(places)\(more))")
            lines.append("  \(reason): \(Numbers.grouped(entry.count))\(at): \(entry.sentence)")
        }
        return lines
    }
}
