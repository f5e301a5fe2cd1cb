import Domain

/// Local wall-clock times of ISO 8601, to the second.
public enum WallTime {
    /// Seconds since 1970-01-01T00:00 on the same clock; nil where the text is no such time or the date does not exist.
    public static func seconds(_ text: String) -> Int64? {
        var text = text
        return text.withUTF8 { seconds($0, 0..<$0.count) }
    }

    @inline(__always)
    static func seconds(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int64? {
        let start = range.lowerBound
        let count = range.count
        guard count >= 10, text[start + 4] == UInt8(ascii: "-"), text[start + 7] == UInt8(ascii: "-"),
            let century = two(text, start), let years = two(text, start + 2), let month = two(text, start + 5),
            let day = two(text, start + 8), let date = days(year: century * 100 + years, month: month, day: day)
        else { return nil }
        if count == 10 { return date * 86_400 }
        let mark = text[start + 10]
        guard count >= 16, mark == UInt8(ascii: "T") || mark == UInt8(ascii: " ") || mark == UInt8(ascii: "t"),
            text[start + 13] == UInt8(ascii: ":"), let hour = two(text, start + 11), let minute = two(text, start + 14),
            hour < 24 || (hour == 24 && minute == 0), minute < 60
        else { return nil }
        let clock = date * 86_400 + Int64(hour * 3_600 + minute * 60)
        if count == 16 { return clock }
        guard count >= 19, text[start + 16] == UInt8(ascii: ":"), let second = two(text, start + 17), second <= 60 else { return nil }
        if count > 19 {
            // A fraction is allowed and lost; an offset is not, for these are wall clocks.
            guard count > 20, text[start + 19] == UInt8(ascii: ".") else { return nil }
            for place in start + 20..<range.upperBound where !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text[place]) { return nil }
        }
        return clock + Int64(min(second, 59))
    }

    /// `2010-07-03T00:00:00`.
    public static func text(_ seconds: Int64) -> String {
        let day = CivilDay(wallSeconds: seconds)
        let clock = Int(seconds) - day.number * 86_400
        return "\(day.text)T\(padded(clock / 3_600)):\(padded(clock / 60 % 60)):\(padded(clock % 60))"
    }

    private static func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

    @inline(__always)
    private static func two(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int? {
        let high = text[place] &- UInt8(ascii: "0")
        let low = text[place + 1] &- UInt8(ascii: "0")
        return high < 10 && low < 10 ? Int(high) * 10 + Int(low) : nil
    }

    /// Days from 1970-01-01; nil where the date does not exist.
    @inline(__always)
    private static func days(year: Int, month: Int, day: Int) -> Int64? {
        guard (1...12).contains(month), day >= 1, day <= length(month, of: year) else { return nil }
        return Int64(CivilDay(year: year, month: month, day: day).number)
    }

    private static func length(_ month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
