/// Decimal numbers of a file: a sign, digits, a point or a comma, digits, an exponent.
enum DecimalNumber {
    private static let powers: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]

    /// The number that some bytes write; nil where they do not, or write it with the other decimal mark.
    ///
    /// Up to 15 digits and 22 decimals, both operands are exact and the division rounds once: the result is the nearest double
    /// (Clinger, "How to read floating point numbers accurately", 1990). Anything longer goes the slow way.
    static func parse(_ bytes: Span<UInt8>, comma: Bool) -> Double? {
        let mark = comma ? UInt8(ascii: ",") : UInt8(ascii: ".")
        var index = 0
        let negative = bytes.count > 0 && bytes[0] == UInt8(ascii: "-")
        if negative || (bytes.count > 0 && bytes[0] == UInt8(ascii: "+")) { index = 1 }
        var mantissa: UInt64 = 0
        var digits = 0
        var decimals = 0
        var pastMark = false
        while index < bytes.count {
            let byte = bytes[index]
            let digit = byte &- UInt8(ascii: "0")
            if digit < 10 {
                guard digits < 15 else { return slow(bytes, comma: comma) }
                mantissa = mantissa &* 10 &+ UInt64(digit)
                digits += 1
                if pastMark { decimals += 1 }
            } else if byte == mark, !pastMark {
                pastMark = true
            } else {
                return slow(bytes, comma: comma)
            }
            index += 1
        }
        guard digits > 0 else { return nil }
        let value = Double(mantissa) / powers[decimals]
        return negative ? -value : value
    }

    private static func slow(_ bytes: Span<UInt8>, comma: Bool) -> Double? {
        guard bytes.count <= 64 else { return nil }
        var text = ""
        for index in bytes.indices {
            switch bytes[index] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "e"), UInt8(ascii: "E"):
                text.unicodeScalars.append(Unicode.Scalar(bytes[index]))
            case UInt8(ascii: ","):
                guard comma else { return nil }
                text += "."
            case UInt8(ascii: "."):
                guard !comma else { return nil }
                text += "."
            default: return nil
            }
        }
        return Double(text)
    }
}
