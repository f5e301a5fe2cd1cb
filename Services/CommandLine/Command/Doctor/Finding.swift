/// What the doctor found about one thing.
struct Finding: Sendable {
    enum Verdict: Sendable {
        case fine, doubtful, bad
    }

    let verdict: Verdict
    let subject: String
    let sentence: String

    /// How it is, and what to do where it is not well.
    static func fine(_ subject: String, _ sentence: String) -> Finding { Finding(verdict: .fine, subject: subject, sentence: sentence) }
    static func doubtful(_ subject: String, _ sentence: String) -> Finding {
        Finding(verdict: .doubtful, subject: subject, sentence: sentence)
    }
    static func bad(_ subject: String, _ sentence: String) -> Finding { Finding(verdict: .bad, subject: subject, sentence: sentence) }

    var line: String {
        let mark =
            switch verdict {
            case .fine: "ok  "
            case .doubtful: "?   "
            case .bad: "BAD "
            }
        return "\(mark) \(Table.padded(subject, 12)) \(sentence)"
    }
}
