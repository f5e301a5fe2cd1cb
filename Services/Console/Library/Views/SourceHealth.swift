import Advice
import Domain

/// How each declared source is: heard, late, silent, or never heard.
struct SourceHealth {
    let json: [JSON]

    init(_ picture: Picture, at end: Int64?) {
        let mark = picture.watermark
        let declared = picture.register?.sources ?? []
        let heard = Dictionary((mark?.sources ?? []).map { ($0.identifier, $0) }) { _, last in last }
        json = declared.sorted { $0.identifier < $1.identifier }.map { entry in
            let source = heard[entry.identifier]
            let until = source.flatMap { $0.time.milliseconds > 0 ? $0.time.seconds : nil }
            let late = until.flatMap { until in mark.map { max(0, $0.time.seconds - until) } }
            let (state, words) = SourceHealth.judge(
                until: until, late: late, lateness: Int64(entry.lateness), isIdle: source?.idle ?? false)
            return [
                "id": .string(entry.identifier), "kind": .string(entry.kind.name), "state": .string(state), "until": .time(until),
                "lateSeconds": .whole(late), "text": .words(words),
            ]
        }
    }

    private static func judge(until: Int64?, late: Int64?, lateness: Int64, isIdle: Bool) -> (String, Words) {
        guard until != nil, let late else { return ("unheard", Words("never heard", "jamais entendue")) }
        if isIdle { return ("silent", Words("silent for \(Spans.english(late))", "muette depuis \(Spans.french(late))")) }
        if late > lateness { return ("late", Words("\(Spans.english(late)) late", "\(Spans.french(late)) de retard")) }
        return ("heard", Words("up to date", "à jour"))
    }
}

/// Lengths of time as people say them.
enum Spans {
    static func english(_ seconds: Int64) -> String { said(seconds, day: ("day", "days"), hour: "h", minute: "min") }
    static func french(_ seconds: Int64) -> String { said(seconds, day: ("jour", "jours"), hour: "h", minute: "min") }

    private static func said(_ seconds: Int64, day: (String, String), hour: String, minute: String) -> String {
        switch seconds {
        case 172_800...: "\(seconds / 86_400) \(day.1)"
        case 86_400..<172_800: "1 \(day.0)"
        case 3_600..<86_400: seconds % 3_600 >= 60 ? "\(seconds / 3_600) \(hour) \(seconds % 3_600 / 60)" : "\(seconds / 3_600) \(hour)"
        default: "\(max(1, seconds / 60)) \(minute)"
        }
    }
}
