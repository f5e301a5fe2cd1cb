import Ingestion
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
    /// Understood and rightly not counted: exercises, heartbeats, what has not begun.
    private(set) var passedOver: [String: Refused] = [:]

    var refusedCount: Int { refused.values.reduce(0) { $0 + $1.count } }
    var answered: Int { accepted + duplicates + refusedCount }

    mutating func read() { rows += 1 }

    mutating func accept() { accepted += 1 }

    mutating func duplicate() { duplicates += 1 }

    /// Whether a reason is no fault of the row.
    static func isPassedOver(_ reason: RowProblem.Reason) -> Bool {
        switch reason {
        case .ignored, .exercise, .planned, .duplicate: true
        default: false
        }
    }

    static var noSource: String {
        say("the row names no source: give --source ID", "la ligne ne nomme pas de source : donner --source ID")
    }

    static var notRefused: String {
        say("the row was not refused before, as it is now", "la ligne n'a pas été refusée telle qu'elle est")
    }

    mutating func passOver(_ reason: String, line: Int, sentence: String) {
        PushTally.add(line, sentence, to: &passedOver[reason, default: Refused()])
    }

    mutating func passOver(_ problem: RowProblem) {
        PushTally.add(problem.line, problem.message, to: &passedOver[problem.reason.rawValue, default: Refused()])
    }

    mutating func add(_ receipt: PushReceipt, lines: [Int]) {
        accepted += Int(receipt.accepted)
        duplicates += Int(receipt.duplicates)
        for refusal in receipt.refusals {
            let index = Int(refusal.index)
            refuse(refusal.reason, line: index < lines.count ? lines[index] : nil, sentence: refusal.message)
        }
    }

    mutating func refuse(_ reason: String, line: Int?, sentence: String) {
        PushTally.add(line, sentence, to: &refused[reason, default: Refused()])
    }

    private static func add(_ line: Int?, _ sentence: String, to entry: inout Refused) {
        entry.count += 1
        if let line, line > 0, entry.lines.count < shownLines { entry.lines.append(line) }
        if entry.sentence.isEmpty { entry.sentence = sentence }
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
        lines += PushTally.reasons(refused)
        if !passedOver.isEmpty {
            let count = Numbers.grouped(passedOver.values.reduce(0) { $0 + $1.count })
            lines.append(say("passed over \(count), which is as it should be", "laissées de côté \(count), comme il se doit"))
            lines += PushTally.reasons(passedOver)
        }
        return lines
    }

    private static func reasons(_ entries: [String: Refused]) -> [String] {
        entries.sorted(by: { ($0.value.count, $1.key) > ($1.value.count, $0.key) }).map { reason, entry in
            let more = entry.count > entry.lines.count ? "…" : ""
            let places = entry.lines.map(String.init).joined(separator: ", ")
            let at = entry.lines.isEmpty ? "" : say(" (line \(places)\(more))", " (ligne \(places)\(more))")
            return "  \(reason): \(Numbers.grouped(entry.count))\(at): \(entry.sentence)"
        }
    }
}
