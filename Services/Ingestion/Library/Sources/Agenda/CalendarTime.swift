import Domain

/// A DATE or DATE-TIME of iCalendar (RFC 5545, 3.3.4 and 3.3.5): a wall clock, in a zone.
struct CalendarTime: Sendable, Hashable {
    /// Seconds since 1970 on the wall clock; on UTC's where `zone` is nil.
    var local: Int64
    /// Nil: UTC.
    var zone: ZoneTable?
    /// A day without an hour.
    var isDay: Bool

    /// Seconds since 1970 in UTC. A wall clock that summer time skipped is read with the offset before it, one that was shown twice the
    /// first time (3.3.5).
    var seconds: Int64 { CalendarTime.seconds(local, zone) }

    static func seconds(_ local: Int64, _ zone: ZoneTable?) -> Int64 {
        guard let zone else { return local }
        switch zone.reading(ofLocal: local) {
        case .once(let seconds, _): return seconds
        case .twice(let earlier, _, _, _): return earlier
        case .never: return local - Int64(zone.offsetMinutes(at: local - 86_400)) * 60
        }
    }

    /// The wall clock of an instant in a zone.
    static func local(_ seconds: Int64, _ zone: ZoneTable?) -> Int64 {
        guard let zone else { return seconds }
        return seconds + Int64(zone.offsetMinutes(at: seconds)) * 60
    }

    /// `20260105T080000Z`, `20260105T080000` or `20260105`; the zone holds where there is no `Z`.
    init?(_ text: Substring, zone: ZoneTable) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 8, let civil = WeatherTime.day(bytes[..<8]) else { return nil }
        if bytes.count == 8 {
            self.init(local: civil.localSeconds, zone: zone, isDay: true)
            return
        }
        let isUTC = bytes.last == UInt8(ascii: "Z")
        guard bytes.count == (isUTC ? 16 : 15), bytes[8] == UInt8(ascii: "T"),
            let time = WeatherTime.digits(ArraySlice(bytes[..<8] + bytes[9..<15])), time.hour < 24
        else { return nil }
        self.init(local: time.localSeconds, zone: isUTC ? nil : zone, isDay: false)
    }

    init(local: Int64, zone: ZoneTable?, isDay: Bool) {
        self.local = local
        self.zone = zone
        self.isDay = isDay
    }

    /// Seconds of a DURATION, such as `PT1H30M`, `P2D` or `P1W` (3.3.6); nil where it is none.
    static func duration(_ text: String) -> Int64? {
        var rest = Substring(text)
        var sign: Int64 = 1
        if rest.hasPrefix("-") || rest.hasPrefix("+") {
            if rest.removeFirst() == "-" { sign = -1 }
        }
        guard rest.hasPrefix("P") else { return nil }
        rest.removeFirst()
        var total: Int64 = 0
        var number: Int64?
        var inTime = false
        for character in rest.utf8 {
            switch character {
            case 0x30...0x39:
                let next = (number ?? 0) * 10 + Int64(character - 0x30)
                guard next < 1_000_000_000 else { return nil }
                number = next
            case UInt8(ascii: "T"): inTime = true
            default:
                let unit: Int64
                switch (character, inTime) {
                case (UInt8(ascii: "W"), false): unit = 604_800
                case (UInt8(ascii: "D"), false): unit = 86_400
                case (UInt8(ascii: "H"), true): unit = 3_600
                case (UInt8(ascii: "M"), true): unit = 60
                case (UInt8(ascii: "S"), true): unit = 1
                default: return nil
                }
                guard let value = number else { return nil }
                total += value * unit
                number = nil
            }
        }
        return number == nil ? sign * total : nil
    }
}
