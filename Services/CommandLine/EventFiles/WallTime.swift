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
        let (date, clock) = split(seconds)
        return "\(date)T\(padded(clock / 3_600)):\(padded(clock / 60 % 60)):\(padded(clock % 60))"
    }

    /// `2010-07-03`.
    public static func date(_ seconds: Int64) -> String { split(seconds).date }

    private static func split(_ seconds: Int64) -> (date: String, clock: Int) {
        let day = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        let (year, month, dayOfMonth) = civil(day)
        let digits = String(year)
        let padding = String(repeating: "0", count: max(0, 4 - digits.count))
        return ("\(padding)\(digits)-\(padded(month))-\(padded(dayOfMonth))", Int(seconds - day * 86_400))
    }

    private static func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

    @inline(__always)
    private static func two(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int? {
        let high = text[place] &- UInt8(ascii: "0")
        let low = text[place + 1] &- UInt8(ascii: "0")
        return high < 10 && low < 10 ? Int(high) * 10 + Int(low) : nil
    }

    /// Days from 1970-01-01 (Hinnant, days_from_civil); nil where the date does not exist.
    @inline(__always)
    private static func days(year: Int, month: Int, day: Int) -> Int64? {
        guard (1...12).contains(month), day >= 1, day <= length(month, of: year) else { return nil }
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return Int64(era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468)
    }

    private static func length(_ month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The date of a day from 1970-01-01 (Hinnant, civil_from_days).
    private static func civil(_ days: Int64) -> (year: Int, month: Int, day: Int) {
        let shifted = Int(days) + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
    }
}
