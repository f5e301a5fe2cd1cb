import Foundation

/// One field of a row, as the bytes between two commas.
enum CSVField {
    /// Without the blanks around it and the quotes about it; doubled quotes inside stay for `string`.
    @inline(__always)
    static func bare(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var low = range.lowerBound
        var high = range.upperBound
        while low < high, text[low] == UInt8(ascii: " ") { low += 1 }
        while low < high, text[high - 1] == UInt8(ascii: " ") { high -= 1 }
        if high - low >= 2, text[low] == UInt8(ascii: "\""), text[high - 1] == UInt8(ascii: "\"") {
            low += 1
            high -= 1
        }
        return low..<high
    }

    /// As text, doubled quotes made one.
    static func string(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
        String(decoding: UnsafeBufferPointer(rebasing: text[bare(text, range)]), as: UTF8.self)
            .replacingOccurrences(of: "\"\"", with: "\"")
    }

    /// A decimal number, correctly rounded; nil where it is none.
    @inline(__always)
    static func number(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Double? {
        var place = range.lowerBound
        let end = range.upperBound
        guard place < end else { return nil }
        let negative = text[place] == UInt8(ascii: "-")
        if negative || text[place] == UInt8(ascii: "+") { place += 1 }
        var digits: UInt64 = 0
        var seen = 0
        var decimals = 0
        var point = false
        while place < end {
            let byte = text[place]
            if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
                digits = digits &* 10 &+ UInt64(byte &- UInt8(ascii: "0"))
                seen += 1
                if point { decimals += 1 }
            } else if byte == UInt8(ascii: "."), !point {
                point = true
            } else {
                return slow(text, range)
            }
            place += 1
        }
        guard seen > 0 else { return nil }
        // Up to 2^53 and 10^22 both are exact as doubles, so one division rounds once (Clinger 1990, the fast path).
        guard seen <= 15, decimals < powers.count else { return slow(text, range) }
        let value = Double(digits) / powers[decimals]
        return negative ? -value : value
    }

    private static let powers: [Double] = (0...15).map { pow(10, Double($0)) }

    /// Exponents and long numbers, by the standard library.
    private static func slow(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Double? {
        guard range.count <= 64 else { return nil }
        guard let value = Double(String(decoding: UnsafeBufferPointer(rebasing: text[range]), as: UTF8.self)), value.isFinite else {
            return nil
        }
        return value
    }

    /// 1, true, yes, oui, vrai in any case.
    static func isTrue(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        ["1", "true", "yes", "oui", "vrai"].contains(string(text, range).lowercased())
    }
}
