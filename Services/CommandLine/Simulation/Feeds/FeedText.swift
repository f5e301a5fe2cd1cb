/// How partners write times, numbers and letters.
enum FeedText {
    /// What the wall clock of Marseille shows.
    struct Wall {
        let year: Int
        let month: Int
        let day: Int
        let hour: Int
        let minute: Int
        let second: Int
        /// Minutes east of UTC.
        let offset: Int

        init(_ seconds: Int64, offset: Int64? = nil) {
            let ahead = offset ?? LocalClock.offset(at: seconds)
            let shifted = seconds + ahead
            let number = shifted.floorDivided(by: LocalClock.daySeconds)
            let date = LocalClock.civil(day: number)
            let rest = Int(shifted - number * LocalClock.daySeconds)
            (year, month, day) = (Int(date.year), Int(date.month), Int(date.dayOfMonth))
            (hour, minute, second) = (rest / 3_600, rest / 60 % 60, rest % 60)
            self.offset = Int(ahead / 60)
        }

        /// `01/06/2026`.
        var frenchDay: String { "\(two(day))/\(two(month))/\(year)" }
        /// `20260601`.
        var digits: String { "\(year)\(two(month))\(two(day))" }
        /// `10:05:00`.
        var clock: String { "\(two(hour)):\(two(minute)):\(two(second))" }
        /// `2026-06-01T10:05:00`.
        var isoDateTime: String { "\(year)-\(two(month))-\(two(day))T\(clock)" }
        /// `2026-06-01T10:05:00+02:00`.
        var iso: String { "\(isoDateTime)\(offset < 0 ? "-" : "+")\(two(abs(offset) / 60)):\(two(abs(offset) % 60))" }
    }

    /// `07`.
    static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// UTC, for standards that write it.
    static func utc(_ seconds: Int64) -> Wall { Wall(seconds, offset: 0) }

    /// Six decimals of a degree: a decimetre.
    static func degrees(_ value: Double) -> String { fixed(value, 6) }

    /// A number with so many decimals.
    static func fixed(_ value: Double, _ decimals: Int) -> String {
        var scale: Int64 = 1
        for _ in 0..<decimals { scale *= 10 }
        let scaled = Int64((abs(value) * Double(scale)).rounded())
        let fraction = String(scaled % scale)
        let zeros = String(repeating: "0", count: decimals - fraction.count)
        return "\(value < 0 && scaled > 0 ? "-" : "")\(scaled / scale)\(decimals == 0 ? "" : ".\(zeros)\(fraction)")"
    }

    /// `43,295100`, as French spreadsheets write it.
    static func comma(_ text: String) -> String { String(text.map { $0 == "." ? "," : $0 }) }

    /// A field of CSV in quotes where it needs them (RFC 4180).
    static func field(_ text: String) -> String {
        let needs = text.contains { ";\"\n\r".contains($0) }
        return needs ? "\"\(text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\"" : text
    }

    /// Text of an XML element.
    static func markup(_ text: String) -> String {
        var out = ""
        for character in text {
            switch character {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            default: out.append(character)
            }
        }
        return out
    }

    /// Windows-1252, as spreadsheets in France still save it; what it lacks becomes a question mark.
    static func windows1252(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { scalar in
            switch scalar.value {
            case 0..<0x80, 0xa0...0xff: UInt8(scalar.value)
            case 0x20ac: 0x80
            case 0x2019: 0x92
            case 0x2013: 0x96
            case 0x152: 0x8c
            case 0x153: 0x9c
            default: UInt8(ascii: "?")
            }
        }
    }

    /// A number between 0 and `count` - 1 that an id decides.
    static func choice(_ identifier: String, _ count: UInt64) -> UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in identifier.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        // The last letters must count in all bits.
        hash = (hash ^ hash >> 33) &* 0xff51_afd7_ed55_8ccd
        return (hash ^ hash >> 33) % count
    }
}
