import Domain
import Foundation

/// Event times as people read and write them.
enum Times {
    /// `2026-10-20T18:15Z`; `-` before everything.
    static func text(_ seconds: Int64) -> String {
        guard seconds > -62_135_596_800, seconds < 253_402_300_800 else { return "-" }
        var time = time_t(seconds)
        var parts = tm()
        gmtime_r(&time, &parts)
        let date = padded(Int(parts.tm_year) + 1900, 4) + "-" + padded(Int(parts.tm_mon) + 1, 2) + "-" + padded(Int(parts.tm_mday), 2)
        let clock = padded(Int(parts.tm_hour), 2) + ":" + padded(Int(parts.tm_min), 2)
        let second = parts.tm_sec == 0 ? "" : ":" + padded(Int(parts.tm_sec), 2)
        return "\(date)T\(clock)\(second)Z"
    }

    static func text(_ instant: Instant?) -> String { instant.map { $0 == .distantPast ? "-" : text($0.seconds) } ?? "-" }

    /// Wall clock with its offset and, where there are any, milliseconds: `2026-10-20T20:15:00.250+02:00`.
    static func local(_ instant: Instant, offsetMinutes: Int32) -> String {
        let shifted = instant.advanced(byMilliseconds: Int64(offsetMinutes) * 60_000)
        var wall = String(text(shifted.seconds).dropLast())
        if wall.utf8.count == 16 { wall += ":00" }
        let rest = shifted.milliseconds - shifted.seconds * 1_000
        if rest != 0 { wall += "." + padded(Int(rest), 3) }
        let minutes = Int(abs(offsetMinutes))
        return wall + (offsetMinutes < 0 ? "-" : "+") + padded(minutes / 60, 2) + ":" + padded(minutes % 60, 2)
    }

    /// Seconds since 1970 of `2026-10-20`, `2026-10-20T18:15Z` or `2026-10-20T20:15:00+02:00`.
    static func parse(_ text: String) throws -> Int64 {
        let whole = text.contains("T") ? text : text + "T00:00:00Z"
        let pattern = /(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(:\d{2})?(Z|[+-]\d{2}:\d{2})/
        guard let match = try? pattern.wholeMatch(in: whole),
            let date = try? Date.ISO8601FormatStyle().parse("\(match.1)\(match.2 ?? ":00")\(match.3)")
        else {
            throw Failure(
                "\"\(text)\" is not a time: write 2026-10-20, 2026-10-20T18:15Z or 2026-10-20T20:15:00+02:00",
                "« \(text) » n'est pas une heure : écrire 2026-10-20, 2026-10-20T18:15Z ou 2026-10-20T20:15:00+02:00")
        }
        return Int64(date.timeIntervalSince1970)
    }

    /// `3 d 4 h`, `5 min`, `12 s`.
    static func span(milliseconds: UInt64) -> String {
        let seconds = milliseconds / 1000
        switch seconds {
        case 86_400...: return "\(seconds / 86_400) d \(seconds % 86_400 / 3_600) h"
        case 3_600...: return "\(seconds / 3_600) h \(seconds % 3_600 / 60) min"
        case 60...: return "\(seconds / 60) min"
        default: return "\(seconds) s"
        }
    }

    static var now: Int64 { Int64(Date().timeIntervalSince1970) }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let text = "\(value)"
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
