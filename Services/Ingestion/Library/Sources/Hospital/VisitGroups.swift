/// Coarse groups of emergency visits: few enough that none tells who came.
enum VisitGroups {
    /// Groups of causes, by the main diagnosis (ICD-10, CIM-10 in France) and, where there is none, the coarse reason of coming.
    enum Cause: String, CaseIterable, Sendable {
        case injury, alcohol, psychiatric, circulatory, respiratory, digestive, infectious, symptoms, other, unknown
    }

    /// Age bands of Santé publique France's surveillance (SurSaUD).
    enum Age: String, CaseIterable, Sendable {
        case under15 = "0-14"
        case under45 = "15-44"
        case under65 = "45-64"
        case under75 = "65-74"
        case over75 = "75+"
        case unknown
    }

    /// The group of a diagnosis such as `S610`, and of a reason such as `IVRESSE`.
    static func cause(diagnosis: ArraySlice<UInt8>, reason: ArraySlice<UInt8>) -> Cause {
        guard let chapter = diagnosis.first.map({ $0 & 0xdf }), diagnosis.count >= 3 else { return cause(reason) }
        let block = diagnosis.dropFirst().prefix(2).reduce(0) { $0 * 10 + Int($1 &- 0x30) }
        switch chapter {
        // Alcohol: intoxication and dependence (F10), toxic effect (T51), found in blood (R78), blamed on it (Y90, Y91).
        case UInt8(ascii: "F"): return block == 10 ? .alcohol : .psychiatric
        case UInt8(ascii: "T"): return block == 51 ? .alcohol : .injury
        case UInt8(ascii: "Y"): return block == 90 || block == 91 ? .alcohol : .injury
        case UInt8(ascii: "R"): return block == 78 ? .alcohol : .symptoms
        case UInt8(ascii: "S"), UInt8(ascii: "V"), UInt8(ascii: "W"), UInt8(ascii: "X"): return .injury
        case UInt8(ascii: "I"): return .circulatory
        case UInt8(ascii: "J"): return .respiratory
        case UInt8(ascii: "K"): return .digestive
        case UInt8(ascii: "A"), UInt8(ascii: "B"): return .infectious
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): return .other
        default: return cause(reason)
        }
    }

    private static func cause(_ reason: ArraySlice<UInt8>) -> Cause {
        if reason.isEmpty { return .unknown }
        let word = EventField.fold(String(decoding: reason.prefix(64), as: UTF8.self))
        if word.contains("ivresse") || word.contains("alcool") { return .alcohol }
        if ["trauma", "agression", "plaie", "chute", "accident", "brulure"].contains(where: word.contains) { return .injury }
        return .unknown
    }

    /// The band of an age in whole years.
    static func age(years: Int?) -> Age {
        guard let years, (0...130).contains(years) else { return .unknown }
        return switch years {
        case ..<15: .under15
        case ..<45: .under45
        case ..<65: .under65
        case ..<75: .under75
        default: .over75
        }
    }

    /// Whole years between two dates.
    static func years(from birth: CivilTime, to day: CivilTime) -> Int {
        let years = day.year - birth.year
        return (day.month, day.day) < (birth.month, birth.day) ? years - 1 : years
    }
}
