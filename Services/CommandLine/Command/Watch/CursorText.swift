import Schema

/// A cursor as it is printed and given back: `JOURNAL:SEQUENCE`, the journal in hexadecimal.
enum CursorText {
    static func write(journal: [UInt8], sequence: UInt64) -> String {
        journal.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() + ":\(sequence)"
    }

    static func read(_ text: String) throws -> Cursor {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let sequence = UInt64(parts[1]), let journal = bytes(parts[0]) else {
            throw Failure(
                "\"\(text)\" is not a cursor: give start, now, or a cursor that `quietude watch --json` printed",
                "« \(text) » n'est pas un curseur : donner start, now, ou un curseur imprimé par `quietude watch --json`")
        }
        return Cursor(journal: journal, sequence: sequence)
    }

    private static func bytes(_ hex: Substring) -> [UInt8]? {
        let digits = Array(hex.utf8)
        guard digits.count == 32 || digits.isEmpty else { return nil }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let byte = UInt8(String(decoding: digits[index...(index + 1)], as: UTF8.self), radix: 16) else { return nil }
            bytes.append(byte)
        }
        return bytes
    }
}
