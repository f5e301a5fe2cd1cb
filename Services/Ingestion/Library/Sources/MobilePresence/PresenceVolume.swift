/// What an operator's table says of a number of people: a volume, one that is too small to be told, or nothing.
enum PresenceVolume: Equatable, Sendable {
    case known(Double)
    /// Below the operator's threshold: at most `upper`, where it says how much that is.
    case suppressed(upper: Double?)
    case missing

    /// Words for "too small to be told" without a number.
    private static let words = ["nc", "s", "ns", "secret", "*", "c", "n/c"]

    /// Reads a field: `123`, `1 234,5`, `<20`, `≤ 20`, `moins de 20`, `NC`, nothing; nil where it is none of them.
    init?(_ text: String) {
        let compact = text.filter { !$0.isWhitespace && $0 != "\u{a0}" && $0 != "\u{202f}" }.lowercased()
        if compact.isEmpty || compact == "-" || compact == "nd" || compact == "na" || compact == "null" {
            self = .missing
        } else if PresenceVolume.words.contains(compact) {
            self = .suppressed(upper: nil)
        } else if let number = PresenceVolume.number(compact) {
            guard number >= 0, number < 1e9 else { return nil }
            self = .known(number)
        } else {
            for (prefix, isInclusive) in [("<=", true), ("≤", true), ("<", false), ("moinsde", false), ("lessthan", false)] {
                guard compact.hasPrefix(prefix), let number = PresenceVolume.number(String(compact.dropFirst(prefix.count))), number > 0
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

    private static func number(_ text: String) -> Double? {
        let bytes = Array(text.utf8)
        return DecimalNumber.parse(bytes.span, comma: false) ?? DecimalNumber.parse(bytes.span, comma: true)
    }
}
