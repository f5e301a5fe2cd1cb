import Domain
import Schema

/// Dead letters as people and as programs read them.
enum DeadLetterReportText {
    static func lines(_ answers: [DeadLetterQuestion.Answer]) -> [String] {
        let replies = answers.compactMap(\.reply)
        let counts = replies.flatMap(\.counts)
        guard !counts.isEmpty else { return [say("nothing was refused or set aside", "rien n'a été refusé ni mis de côté")] }
        var rows = [[say("source", "source"), say("where", "où"), say("field", "champ"), say("reason", "motif"), say("count", "nombre")]]
        rows += counts.map {
            [$0.source.isEmpty ? "-" : $0.source, $0.stage, $0.field.isEmpty ? "-" : $0.field, $0.reason, Numbers.grouped($0.count)]
        }
        var lines = Table.lines(rows)
        let letters = replies.flatMap(\.letters)
        guard !letters.isEmpty else { return lines }
        lines += ["", say("The latest:", "Les dernières :")]
        lines += Table.lines(
            letters.map { letter in
                [
                    "  \(Times.text(letter.time))", letter.source.isEmpty ? letter.stage : letter.source,
                    "\(place(letter.stage)) \(Numbers.grouped(letter.position))", letter.field.isEmpty ? "-" : letter.field, letter.reason,
                    digits(letter.digest),
                ]
            })
        return lines
    }

    /// What the position counts.
    private static func place(_ stage: String) -> String {
        switch stage {
        case "partner": say("line", "ligne")
        case "ingestion": say("index", "rang")
        default: say("record", "enregistrement")
        }
    }

    static func digits(_ digest: [UInt8]) -> String {
        digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    static func json(_ answers: [DeadLetterQuestion.Answer]) -> JSON {
        .object([
            (
                "services",
                .array(
                    answers.map { answer in
                        .object([
                            ("service", .string(answer.service)), ("problem", answer.reply == nil ? .string(answer.problem) : .null),
                            ("counts", .array((answer.reply?.counts ?? []).map(json))),
                            ("letters", .array((answer.reply?.letters ?? []).map(json))),
                        ])
                    })
            )
        ])
    }

    private static func json(_ count: DeadLetterCount) -> JSON {
        .object([
            ("source", .string(count.source)), ("stage", .string(count.stage)), ("field", .string(count.field)),
            ("reason", .string(count.reason)), ("count", .whole(count.count)),
        ])
    }

    private static func json(_ letter: DeadLetterEntry) -> JSON {
        .object([
            ("source", .string(letter.source)), ("stage", .string(letter.stage)),
            ("time", letter.time.map { .string(Times.text($0)) } ?? .null), ("field", .string(letter.field)),
            ("reason", .string(letter.reason)), ("digest", .string(digits(letter.digest))), ("position", .whole(letter.position)),
        ])
    }
}
