/// Times written as digits alone.
enum WeatherTime {
    /// `yyyyMMddHH`, `yyyyMMddHHmm` or `yyyyMMddHHmmss`.
    static func digits(_ text: ArraySlice<UInt8>) -> CivilTime? {
        guard text.count == 10 || text.count == 12 || text.count == 14 else { return nil }
        let start = text.startIndex
        guard let date = date(text, start), let hour = pair(text, start + 8) else { return nil }
        var civil = date
        civil.hour = hour
        if text.count > 10 {
            guard let minute = pair(text, start + 10) else { return nil }
            civil.minute = minute
        }
        if text.count > 12 {
            guard let second = pair(text, start + 12) else { return nil }
            civil.second = second
        }
        return civil.exists ? civil : nil
    }

    /// `yyyyMMdd` or `yyyy-MM-dd`.
    static func day(_ text: ArraySlice<UInt8>) -> CivilTime? {
        guard text.count == 8 else { return TimePattern.iso.parse(text.span)?.civil }
        guard let civil = date(text, text.startIndex), civil.exists else { return nil }
        return civil
    }

    private static func date(_ text: ArraySlice<UInt8>, _ start: Int) -> CivilTime? {
        guard let century = pair(text, start), let year = pair(text, start + 2), let month = pair(text, start + 4),
            let day = pair(text, start + 6)
        else { return nil }
        return CivilTime(year: century * 100 + year, month: month, day: day)
    }

    private static func pair(_ text: ArraySlice<UInt8>, _ index: Int) -> Int? {
        let tens = text[index] &- UInt8(ascii: "0")
        let units = text[index + 1] &- UInt8(ascii: "0")
        return tens < 10 && units < 10 ? Int(tens) * 10 + Int(units) : nil
    }
}
