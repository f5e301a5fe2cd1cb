/// How a file writes its times: ISO 8601, or a pattern of `yyyy`, `MM`, `dd`, `HH`, `mm`, `ss` (one letter where a leading zero may lack)
/// and the characters between them, such as `dd/MM/yyyy HH:mm`.
public struct TimePattern: Hashable, Sendable {
    private enum Part: Hashable, Sendable {
        case digits(Field, least: Int, most: Int)
        case literal(UInt8)
    }

    private enum Field: Hashable, Sendable { case year, month, day, hour, minute, second }

    /// What a text says.
    struct Parsed: Hashable, Sendable {
        var civil: CivilTime
        /// Minutes east of UTC; nil where the text has none, or says `Z`.
        var offset: Int32?
        var isUTC: Bool
        /// No hour is written.
        var dayOnly: Bool
    }

    /// The pattern as it was written; `iso` for ISO 8601.
    public let text: String
    private let parts: [Part]

    /// ISO 8601 / RFC 3339: `2026-10-25T02:10:00+02:00`, with a space for `T`, without seconds, without offset, or the date alone.
    public static let iso = TimePattern(text: "iso", parts: [])

    /// A pattern; nil where it is not one, or does not say year, month and day once each.
    public init?(_ text: String) {
        if text == "iso" {
            self = .iso
            return
        }
        let letters: [UInt8: (Field, Int)] = [
            UInt8(ascii: "y"): (.year, 4), UInt8(ascii: "M"): (.month, 2), UInt8(ascii: "d"): (.day, 2), UInt8(ascii: "H"): (.hour, 2),
            UInt8(ascii: "m"): (.minute, 2), UInt8(ascii: "s"): (.second, 2),
        ]
        var parts: [Part] = []
        var seen: Set<Field> = []
        let bytes = [UInt8](text.utf8)
        var index = 0
        while index < bytes.count {
            guard let (field, width) = letters[bytes[index]] else {
                parts.append(.literal(bytes[index]))
                index += 1
                continue
            }
            let run = bytes[index...].prefix { $0 == bytes[index] }.count
            guard run == width || (run == 1 && field != .year), seen.insert(field).inserted else { return nil }
            parts.append(.digits(field, least: run, most: width))
            index += run
        }
        guard seen.isSuperset(of: [.year, .month, .day]), seen.contains(.hour) || !seen.contains(.minute) else { return nil }
        self.init(text: text, parts: parts)
    }

    private init(text: String, parts: [Part]) {
        self.text = text
        self.parts = parts
    }

    /// Reads a text; nil where it does not follow the pattern or names a time that does not exist.
    func parse(_ bytes: Span<UInt8>) -> Parsed? {
        let parsed = parts.isEmpty ? TimePattern.parseISO(bytes) : parseParts(bytes)
        guard let parsed, parsed.civil.exists else { return nil }
        return parsed
    }

    private func parseParts(_ bytes: Span<UInt8>) -> Parsed? {
        var civil = CivilTime(year: 0, month: 0, day: 0)
        var dayOnly = true
        var index = 0
        for part in parts {
            switch part {
            case .literal(let expected):
                guard index < bytes.count, bytes[index] == expected else { return nil }
                index += 1
            case .digits(let field, let least, let most):
                var number = 0
                var length = 0
                while length < most, index < bytes.count, let digit = TimePattern.digit(bytes[index]) {
                    number = number * 10 + digit
                    length += 1
                    index += 1
                }
                guard length >= least else { return nil }
                switch field {
                case .year: civil.year = number
                case .month: civil.month = number
                case .day: civil.day = number
                case .hour:
                    civil.hour = number
                    dayOnly = false
                case .minute: civil.minute = number
                case .second: civil.second = number
                }
            }
        }
        guard index == bytes.count else { return nil }
        return Parsed(civil: civil, offset: nil, isUTC: false, dayOnly: dayOnly)
    }

    private static func parseISO(_ bytes: Span<UInt8>) -> Parsed? {
        let count = bytes.count
        guard count >= 10, let century = pair(bytes, 0), let year = pair(bytes, 2), bytes[4] == UInt8(ascii: "-"),
            let month = pair(bytes, 5), bytes[7] == UInt8(ascii: "-"), let day = pair(bytes, 8)
        else { return nil }
        var civil = CivilTime(year: century * 100 + year, month: month, day: day)
        if count == 10 { return Parsed(civil: civil, offset: nil, isUTC: false, dayOnly: true) }
        guard count >= 16, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " ") || bytes[10] == UInt8(ascii: "t"),
            let hour = pair(bytes, 11), bytes[13] == UInt8(ascii: ":"), let minute = pair(bytes, 14)
        else { return nil }
        civil.hour = hour
        civil.minute = minute
        var index = 16
        if index < count, bytes[index] == UInt8(ascii: ":") {
            guard count >= 19, let second = pair(bytes, 17) else { return nil }
            civil.second = second
            index = 19
            if index < count, bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ",") {
                index += 1
                var scale = 100
                let start = index
                while index < count, let digit = digit(bytes[index]) {
                    civil.millisecond += digit * scale
                    scale /= 10
                    index += 1
                }
                guard index > start else { return nil }
            }
        }
        if index == count { return Parsed(civil: civil, offset: nil, isUTC: false, dayOnly: false) }
        let mark = bytes[index]
        if mark == UInt8(ascii: "Z") || mark == UInt8(ascii: "z") {
            return index + 1 == count ? Parsed(civil: civil, offset: nil, isUTC: true, dayOnly: false) : nil
        }
        guard mark == UInt8(ascii: "+") || mark == UInt8(ascii: "-"), index + 3 <= count, let hours = pair(bytes, index + 1) else {
            return nil
        }
        var minutes = 0
        index += 3
        if index < count {
            if bytes[index] == UInt8(ascii: ":") { index += 1 }
            guard index + 2 == count, let read = pair(bytes, index), read < 60 else { return nil }
            minutes = read
        }
        let offset = Int32(hours * 60 + minutes)
        return Parsed(civil: civil, offset: mark == UInt8(ascii: "-") ? -offset : offset, isUTC: false, dayOnly: false)
    }

    private static func digit(_ byte: UInt8) -> Int? {
        let value = byte &- UInt8(ascii: "0")
        return value < 10 ? Int(value) : nil
    }

    private static func pair(_ bytes: Span<UInt8>, _ index: Int) -> Int? {
        guard let tens = digit(bytes[index]), let units = digit(bytes[index + 1]) else { return nil }
        return tens * 10 + units
    }
}
