/// What an operator's table says of a number of people: a volume, one that is too small to be told, or nothing.
enum PresenceVolume: Equatable, Sendable {
    case known(Double)
    /// Below the operator's threshold: at most `upper`, where it says how much that is.
    case suppressed(upper: Double?)
    case missing

    /// Words for "too small to be told" without a number.
    private static let words = [
        "nc", "s", "ns", "ss", "secret", "c", "n/c", "x", "suppressed", "masked", "masque", "censure", "confidentiel",
    ]
    /// Words for nothing that was told at all.
    private static let nothing = ["", "-", "nd", "na", "n/a", "#n/a", "nan", "null", "none", "nr"]
    /// Words before a threshold, and whether it may be reached.
    private static let below = [
        ("<=", true), ("≤", true), ("<", false), ("moinsde", false), ("lessthan", false), ("fewerthan", false), ("under", false),
        ("below", false), ("inferieura", false), ("infa", false), ("aumax", true), ("atmost", true),
    ]

    /// Reads a field: `123`, `1 234,5`, `<20`, `≤ 20`, `moins de 20`, `0-19`, `NC`, `***`, nothing; nil where it is none of them.
    ///
    /// `groupsByComma`: in a table whose fields a comma parts, `1,234` is a thousand and more, never a decimal.
    init?(_ text: String, groupsByComma: Bool = false) {
        let spare: Set<Character> = ["'", "\u{2019}", "\u{a0}", "\u{202f}"]
        let compact = text.filter { !$0.isWhitespace && !spare.contains($0) }.lowercased()
        // Abbreviations have points, words have accents.
        let word = compact.contains { $0.isLetter } ? PresenceVolume.word(compact) : compact
        if PresenceVolume.nothing.contains(word) {
            self = .missing
        } else if PresenceVolume.words.contains(word) || (!word.isEmpty && word.allSatisfy { $0 == "*" || $0 == "." }) {
            self = .suppressed(upper: nil)
        } else if groupsByComma, let number = PresenceVolume.grouped(compact) {
            self = .known(number)
        } else if let range = PresenceVolume.range(compact) {
            self = .suppressed(upper: range)
        } else if let number = PresenceVolume.number(compact) {
            guard number >= 0, number < 1e9 else { return nil }
            self = .known(number)
        } else {
            for (prefix, isInclusive) in PresenceVolume.below {
                guard word.hasPrefix(prefix), let number = PresenceVolume.number(String(word.dropFirst(prefix.count))), number > 0
                else {
                    continue
                }
                // People are whole: below 20 means 19 at the most.
                self = .suppressed(upper: isInclusive ? number : max(number.rounded(.up) - 1, 0))
                return
            }
            return nil
        }
    }

    /// A whole or decimal number, fast where it is one.
    static func digits(_ bytes: Span<UInt8>) -> PresenceVolume? {
        guard bytes.count > 0, bytes.count < 10 else { return nil }
        var number = 0
        for index in bytes.indices {
            let digit = bytes[index] &- UInt8(ascii: "0")
            guard digit < 10 else { return nil }
            number = number * 10 + Int(digit)
        }
        return .known(Double(number))
    }

    /// `<20`, fast where it is just that.
    static func below(_ bytes: Span<UInt8>) -> PresenceVolume? {
        guard bytes.count > 1, bytes[0] == UInt8(ascii: "<"), case .known(let number) = digits(bytes.extracting(1..<bytes.count)),
            number > 0
        else { return nil }
        return .suppressed(upper: number - 1)
    }

    /// Without accents, and without points but those of numbers.
    private static func word(_ text: String) -> String {
        let letters = Array(PlaceTable.fold(text).lowercased())
        return String(
            letters.indices.filter { letters[$0] != "." || ($0 + 1 < letters.count && letters[$0 + 1].isNumber) }.map { letters[$0] })
    }

    /// `0-19`: the number is told as lying within; its upper end.
    private static func range(_ text: String) -> Double? {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let low = number(String(parts[0])), let high = number(String(parts[1])), low >= 0, high > low else {
            return nil
        }
        return high
    }

    /// `1,234` and `1,234,567.5`.
    private static func grouped(_ text: String) -> Double? {
        let groups = text.split(separator: ",", omittingEmptySubsequences: false)
        guard groups.count > 1, let first = groups.first, (1...3).contains(first.count), let last = groups.last else { return nil }
        let whole = last.split(separator: ".", maxSplits: 1).first ?? last
        guard whole.count == 3, groups.dropFirst().dropLast().allSatisfy({ $0.count == 3 }) else { return nil }
        return DecimalNumber.parse(Array(groups.joined().utf8).span, comma: false)
    }

    private static func number(_ text: String) -> Double? {
        let bytes = Array(text.utf8)
        return DecimalNumber.parse(bytes.span, comma: false) ?? DecimalNumber.parse(bytes.span, comma: true)
    }
}
