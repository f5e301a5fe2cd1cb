import Foundation

/// What may stand in a message: encoded words for headers, quoted-printable for the body.
enum MailText {
    /// A header's text (RFC 2047): ASCII as it is, anything else as encoded words of at most 75 characters, folded.
    static func header(_ text: String) -> String {
        let clean = String(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0) })
        guard !clean.allSatisfy({ $0.isASCII }) || clean.contains("=?") else { return clean }
        var words: [String] = []
        var part: [UInt8] = []
        // 45 bytes make 60 characters of base 64; with `=?UTF-8?B?` and `?=` 72. A character is never cut.
        for character in clean {
            let bytes = Array(String(character).utf8)
            if part.count + bytes.count > 45, !part.isEmpty {
                words.append("=?UTF-8?B?\(Data(part).base64EncodedString())?=")
                part = []
            }
            part += bytes
        }
        if !part.isEmpty { words.append("=?UTF-8?B?\(Data(part).base64EncodedString())?=") }
        return words.joined(separator: "\r\n ")
    }

    /// Quoted-printable (RFC 2045, clause 6.7): lines of at most 76 characters that end in CRLF.
    static func body(_ text: String) -> String {
        var out = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var width = 0
            let bytes = Array(line.utf8)
            for (place, byte) in bytes.enumerated() {
                let isBlank = byte == 0x20 || byte == 0x09
                // A blank at the end of a line might get lost on the way.
                let isPlain = (byte > 0x20 && byte < 0x7F && byte != 0x3D) || (isBlank && place + 1 < bytes.count)
                let piece = isPlain ? String(UnicodeScalar(byte)) : hex(byte)
                if width + piece.count > 75 {
                    out += "=\r\n"
                    width = 0
                }
                out += piece
                width += piece.count
            }
            out += "\r\n"
        }
        return out
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return "=" + (digits.count < 2 ? "0" : "") + digits
    }

    /// Whether a text may stand as an address in a header and in a command: one `@`, printable ASCII, nothing that would end either.
    static func isAddress(_ text: String) -> Bool {
        text.utf8.count <= 254 && text.wholeMatch(of: /[A-Za-z0-9.!#$%&'*+\/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}/) != nil
    }
}
