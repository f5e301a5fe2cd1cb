import Domain

/// Values of a register: durations, dates, numbers and words, each refused with what was expected.
extension YAMLSection {
    /// Seconds of a duration such as `15m`, `1h`, `7d`.
    func duration(_ key: String, default standard: UInt32, in allowed: ClosedRange<UInt32>) -> UInt32 {
        guard let scalar = scalar(key) else { return standard }
        let units: [Character: UInt64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800]
        guard let unit = scalar.text.last.flatMap({ units[$0] }), let number = UInt64(scalar.text.dropLast()), number <= UInt64(UInt32.max),
            let seconds = UInt32(exactly: number * unit), allowed.contains(seconds)
        else {
            let range = "\(YAMLSection.written(allowed.lowerBound)) to \(YAMLSection.written(allowed.upperBound))"
            refuse(scalar, "write a duration of \(range): a whole number and s, m, h, d or w, such as 15m")
            return standard
        }
        return seconds
    }

    /// A whole number.
    func whole(_ key: String, default standard: UInt32, in allowed: ClosedRange<UInt32>) -> UInt32 {
        guard let scalar = scalar(key) else { return standard }
        guard let number = UInt32(scalar.text.replacing("_", with: "")), allowed.contains(number) else {
            refuse(scalar, "write a whole number from \(allowed.lowerBound) to \(allowed.upperBound)")
            return standard
        }
        return number
    }

    /// A number that must be there.
    func number(_ key: String, in allowed: ClosedRange<Double>, _ meaning: String) -> Double? {
        let remedy = "write \(meaning), a number from \(allowed.lowerBound) to \(allowed.upperBound)"
        guard let scalar = required(key, remedy) else { return nil }
        guard let number = Double(scalar.text), allowed.contains(number) else {
            refuse(scalar, remedy)
            return nil
        }
        return number
    }

    /// `true` or `false`.
    func boolean(_ key: String, default standard: Bool) -> Bool {
        guard let scalar = scalar(key) else { return standard }
        guard let value = Bool(scalar.text) else {
            refuse(scalar, "write true or false")
            return standard
        }
        return value
    }

    /// One of a few words.
    func choice<Value>(_ key: String, default standard: Value, _ choices: [(word: String, value: Value)]) -> Value {
        guard let scalar = scalar(key) else { return standard }
        guard let choice = choices.first(where: { $0.word == scalar.text }) else {
            refuse(scalar, "write one of \(choices.map(\.word).joined(separator: ", "))")
            return standard
        }
        return choice.value
    }

    /// A sentence that must be there, at most 512 bytes.
    func sentence(_ key: String, _ meaning: String) -> String? {
        required(key, "write \(meaning)").flatMap { sentence($0, "write \(meaning), in 1 to 512 bytes") }
    }

    /// A sentence, at most 512 bytes; empty where it is not there.
    func optionalSentence(_ key: String) -> String {
        scalar(key).flatMap { sentence($0, "write a sentence of 1 to 512 bytes, or leave it out") } ?? ""
    }

    private func sentence(_ scalar: Scalar, _ remedy: String) -> String? {
        guard (1...512).contains(scalar.text.utf8.count) else {
            refuse(scalar, remedy)
            return nil
        }
        return scalar.text
    }

    /// Seconds since 1970 of a date (`2026-01-31`, the start of that day in the zone, or its end) or of an instant with an offset; 0
    /// without one.
    func date(_ key: String, zone: ZoneTable?, endOfDay: Bool) -> Int64 {
        guard let scalar = scalar(key) else { return 0 }
        let bytes = [UInt8](scalar.text.utf8)
        guard let parsed = TimePattern.iso.parse(bytes.span), parsed.dayOnly || parsed.isUTC || parsed.offset != nil else {
            refuse(scalar, "write a date such as 2026-01-31, or an instant with its offset such as 2026-01-31T12:00:00+01:00")
            return 0
        }
        let local = parsed.civil.localSeconds + (parsed.dayOnly && endOfDay ? 86_400 : 0)
        guard parsed.dayOnly else { return local - Int64(parsed.offset ?? 0) * 60 }
        guard let zone else { return local }
        return switch zone.reading(ofLocal: local) {
        case .once(let seconds, _), .twice(let seconds, _, _, _): seconds
        case .never: local - Int64(zone.offsetMinutes(at: local)) * 60
        }
    }

    func refuse(_ scalar: Scalar, _ remedy: String) {
        findings.add(scalar.mark, scalar.path, scalar.text, remedy)
    }

    /// Refuses a name that could not stand in a file name, a metric and a command line alike.
    func isIdentifier(_ name: Scalar) -> Bool {
        let bytes = [UInt8](name.text.utf8)
        let fine = { (byte: UInt8) in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        guard (1...64).contains(bytes.count), bytes.allSatisfy({ fine($0) || $0 == UInt8(ascii: "-") }), let first = bytes.first,
            fine(first)
        else {
            findings.add(name.mark, name.path, name.text, "an identifier is 1 to 64 of a-z, 0-9 and -, and does not start with -")
            return false
        }
        return true
    }

    private static func written(_ seconds: UInt32) -> String {
        for (unit, letter) in [(UInt32(86_400), "d"), (3_600, "h"), (60, "m")] where seconds >= unit && seconds % unit == 0 {
            return "\(seconds / unit)\(letter)"
        }
        return "\(seconds)s"
    }
}
