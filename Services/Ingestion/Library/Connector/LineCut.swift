/// Where a piece of a growing file may be cut: after the last whole line, and in a table never within quotes.
public enum LineCut {
    /// Bytes of the longest line that is waited for; a longer one is refused and passed over.
    public static let longestLine = 1 << 20

    /// The number of bytes, from the start of `bytes`, that are whole lines.
    ///
    /// - Parameters:
    ///   - quoted: `"` may span lines (RFC 4180); a doubled one changes nothing.
    ///   - isFull: `bytes` is all that is read at once, so that quotes that are never closed must not hold the file up.
    /// - Returns: 0 where there is no whole line yet, or, with `isFull`, where the line is too long.
    public static func wholeLines(_ bytes: [UInt8], quoted: Bool, isFull: Bool) -> Int {
        var last = 0
        var lastOutside = 0
        var inside = false
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\"") {
                inside.toggle()
            } else if byte == UInt8(ascii: "\n") {
                last = index + 1
                if !inside { lastOutside = index + 1 }
            }
        }
        if quoted {
            if lastOutside > 0 { return lastOutside }
            // A quote that is never closed must not hold a file up for ever.
            guard isFull || bytes.count > longestLine else { return 0 }
        }
        return last
    }

    /// Lines that end within some bytes.
    public static func count(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    }
}
