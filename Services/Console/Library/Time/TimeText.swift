import Domain

/// Instants as they are written and read: ISO 8601.
public enum TimeText {
    /// `2026-11-25T09:00:00Z`; clamped to the years 1 to 9999.
    public static func utc(_ seconds: Int64) -> String {
        let seconds = min(max(seconds, -62_135_596_800), 253_402_300_799)
        let rest = seconds.floorRemainder(by: 86_400)
        return CivilDay(wallSeconds: seconds).text + "T" + two(rest / 3_600) + ":" + two(rest / 60 % 60) + ":" + two(rest % 60) + "Z"
    }

    /// Seconds since 1970 of `2026-11-25T09:00:00Z`, `2026-11-25T10:00+01:00` or `2026-11-25` (its first moment in UTC); nil for anything else.
    public static func seconds(_ text: some StringProtocol) -> Int64? {
        var scanner = Scanner(text)
        guard let day = scanner.day() else { return nil }
        let start = Int64(day.number) * 86_400
        if scanner.isAtEnd { return start }
        guard scanner.take("T") || scanner.take("t") || scanner.take(" "), let hour = scanner.number(2), scanner.take(":"),
            let minute = scanner.number(2), hour < 24, minute < 60
        else { return nil }
        var second: Int64 = 0
        if scanner.take(":") {
            guard let value = scanner.number(2), value <= 60 else { return nil }
            second = value
            if scanner.take(".") { scanner.skipDigits() }
        }
        guard let offset = scanner.offset(), scanner.isAtEnd else { return nil }
        return start + hour * 3_600 + minute * 60 + second - offset
    }

    /// A day `2026-11-25`; nil for anything else.
    public static func day(_ text: some StringProtocol) -> CivilDay? {
        var scanner = Scanner(text)
        guard let day = scanner.day(), scanner.isAtEnd else { return nil }
        return day
    }

    private static func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }

    private struct Scanner {
        private var rest: ArraySlice<UInt8>

        init(_ text: some StringProtocol) { rest = Array(text.utf8.prefix(40))[...] }

        var isAtEnd: Bool { rest.isEmpty }

        mutating func take(_ character: Character) -> Bool {
            guard let byte = character.asciiValue, rest.first == byte else { return false }
            rest.removeFirst()
            return true
        }

        mutating func number(_ digits: Int) -> Int64? {
            guard rest.count >= digits else { return nil }
            var value: Int64 = 0
            for byte in rest.prefix(digits) {
                guard (0x30...0x39).contains(byte) else { return nil }
                value = value * 10 + Int64(byte - 0x30)
            }
            rest.removeFirst(digits)
            return value
        }

        mutating func skipDigits() { rest = rest.drop { (0x30...0x39).contains($0) } }

        mutating func day() -> CivilDay? {
            guard let year = number(4), take("-"), let month = number(2), take("-"), let day = number(2), year > 0,
                (1...12).contains(month)
            else { return nil }
            let found = CivilDay(year: Int(year), month: Int(month), day: Int(day))
            // A 30th of February runs on into March: refused, not understood.
            return found.date.day == Int(day) && day > 0 ? found : nil
        }

        /// Seconds ahead of UTC.
        mutating func offset() -> Int64? {
            if take("Z") || take("z") { return 0 }
            let sign: Int64
            // A `+` in a query that nobody escaped arrives as a blank.
            if take("+") || take(" ") { sign = 1 } else if take("-") { sign = -1 } else { return nil }
            guard let hours = number(2), hours < 15 else { return nil }
            _ = take(":")
            guard let minutes = number(2), minutes < 60 else { return nil }
            return sign * (hours * 3_600 + minutes * 60)
        }
    }
}
