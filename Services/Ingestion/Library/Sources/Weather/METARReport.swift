import Domain

/// One aerodrome report (METAR or SPECI; WMO-No. 306 FM 15 and 16, ICAO Annex 3): the groups of it that we read.
struct METARReport: Sendable, Equatable {
    /// A measure: known, more than can be told, or missing.
    enum Measure: Sendable, Equatable {
        case missing
        case known(Double)
        /// `P99KT`: at least.
        case atLeast(Double)
    }

    /// ICAO location indicator.
    var station: String
    /// Day of the month, hour and minute, UTC; nil where the report has none (NIL).
    var time: (day: Int, hour: Int, minute: Int)?
    /// It says COR, or AMD.
    var isCorrection = false
    /// NIL: there is no report.
    var isNil = false
    /// Metres a second, mean of 10 minutes.
    var wind = Measure.missing
    /// Degrees Celsius.
    var temperature = Measure.missing

    static func == (left: METARReport, right: METARReport) -> Bool {
        left.station == right.station && left.time?.day == right.time?.day && left.time?.hour == right.time?.hour
            && left.time?.minute == right.time?.minute && left.isCorrection == right.isCorrection && left.isNil == right.isNil
            && left.wind == right.wind && left.temperature == right.temperature
    }

    /// Reads the groups of a report; nil where they are none.
    init?(groups: [Substring]) {
        var index = 0
        func group() -> Substring? { index < groups.count ? groups[index] : nil }
        if group() == "METAR" || group() == "SPECI" { index += 1 }
        if group() == "COR" || group() == "AMD" {
            isCorrection = true
            index += 1
        }
        guard let name = group(), METARReport.isStation(name) else { return nil }
        station = String(name)
        index += 1
        if group() == "NIL" {
            isNil = true
            return
        }
        guard let stamp = group(), let time = METARReport.time(stamp) else { return nil }
        self.time = time
        index += 1
        var hasTemperature = false
        while let word = group() {
            index += 1
            switch word {
            case "COR", "AMD", "CCA", "CCB", "CCC": isCorrection = true
            case "NIL": isNil = true
            // What follows is a forecast of two hours, or a country's own remarks: their winds and temperatures are not observed here.
            case "RMK", "TEMPO", "BECMG", "NOSIG", "FM": return
            default:
                if word.hasSuffix("KT") || word.hasSuffix("MPS") || word.hasSuffix("KMH") {
                    if wind == .missing { wind = METARReport.wind(word) }
                } else if !hasTemperature, let read = METARReport.temperature(word) {
                    temperature = read
                    hasTemperature = true
                }
            }
        }
    }

    /// Four letters or digits, a letter first.
    static func isStation(_ word: Substring) -> Bool {
        word.utf8.count == 4 && word.utf8.first.map(METARReport.isLetter) == true
            && word.utf8.allSatisfy { METARReport.isLetter($0) || METARReport.isDigit($0) } && word != "AUTO"
    }

    /// `ddhhmmZ`.
    static func time(_ word: Substring) -> (day: Int, hour: Int, minute: Int)? {
        let bytes = Array(word.utf8)
        guard bytes.count == 7, bytes[6] == UInt8(ascii: "Z"), bytes[..<6].allSatisfy(isDigit) else { return nil }
        let value = bytes[..<6].reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
        let time = (day: value / 10_000, hour: value / 100 % 100, minute: value % 100)
        return (1...31).contains(time.day) && time.hour < 24 && time.minute < 60 ? time : nil
    }

    /// `dddffGggKT`, `VRBff`, `dddP99KT`, `/////KT`; missing where it is none of them.
    private static func wind(_ word: Substring) -> Measure {
        let factor: Double
        let body: Substring
        if word.hasSuffix("MPS") {
            (factor, body) = (1, word.dropLast(3))
        } else if word.hasSuffix("KMH") {
            (factor, body) = (1 / 3.6, word.dropLast(3))
        } else {
            // A knot is 1852 m an hour.
            (factor, body) = (1_852.0 / 3_600, word.dropLast(2))
        }
        var speed = body.dropFirst(3).prefix { $0 != "G" }
        let beyond = speed.first == "P"
        if beyond { speed = speed.dropFirst() }
        guard (2...3).contains(speed.utf8.count), speed.utf8.allSatisfy(isDigit), let number = Double(speed) else { return .missing }
        let value = (number * factor * 100).rounded() / 100
        return beyond ? .atLeast(value) : .known(value)
    }

    /// `TT/DD`, `M04/M06`, `//////`; nil where the group is another.
    private static func temperature(_ word: Substring) -> Measure? {
        guard let slash = word.utf8.firstIndex(of: UInt8(ascii: "/")) else { return nil }
        let first = word[..<slash]
        let second = word[word.utf8.index(after: slash)...]
        func degrees(_ part: Substring) -> Double? {
            let digits = part.first == "M" ? part.dropFirst() : part
            guard digits.utf8.count == 2, digits.utf8.allSatisfy(isDigit), let number = Double(digits) else { return nil }
            // M00 is below zero by less than half a degree: zero.
            return part.first == "M" && number > 0 ? -number : number
        }
        guard second.isEmpty || second == "//" || second == "XX" || degrees(second) != nil else { return nil }
        return degrees(first).map { .known($0) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
}
