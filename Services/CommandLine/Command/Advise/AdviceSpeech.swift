import Advice
import EventFiles

/// Advice in words and in JSON.
enum AdviceSpeech {
    static func text(_ words: Words) -> String { say(words.english, words.french) }

    /// `4 to 9, most likely 6`, or `6` where there is no doubt.
    static func text(_ spread: Advice.Spread) -> String {
        func whole(_ value: Double) -> String { Numbers.grouped(Int(value.rounded())) }
        if whole(spread.low) == whole(spread.high) { return whole(spread.middle) }
        return say(
            "\(whole(spread.middle)) (\(whole(spread.low)) to \(whole(spread.high)))",
            "\(whole(spread.middle)) (\(whole(spread.low)) à \(whole(spread.high)))")
    }

    static func json(_ spread: Advice.Spread) -> JSON {
        .object([("p10", .number(spread.low)), ("p50", .number(spread.middle)), ("p90", .number(spread.high))])
    }

    static func json(_ words: Words) -> JSON { .object([("en", .string(words.english)), ("fr", .string(words.french))]) }

    static func json(_ finding: AgendaFinding) -> JSON {
        .object([
            ("kind", .string(finding.kind.rawValue)), ("severity", .string("\(finding.severity)")), ("events", .strings(finding.events)),
            ("start", .string(WallTime.text(finding.start))), ("end", .string(WallTime.text(finding.end))),
            ("missing", .strings(finding.measures.map(\.rawValue))), ("words", json(finding.words)),
        ])
    }

    static func line(_ finding: AgendaFinding) -> String {
        "\(WallTime.text(finding.start))  \(severity("\(finding.severity)"))  \(text(finding.words))"
    }

    private static func severity(_ name: String) -> String {
        switch name {
        case "minor": say("minor", "léger")
        case "moderate": say("moderate", "moyen")
        case "severe": say("severe", "grave")
        default: name
        }
    }
}
