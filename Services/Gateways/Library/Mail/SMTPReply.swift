/// An answer of a mail server: a code and its lines (RFC 5321, clause 4.2).
struct SMTPReply: Sendable, Hashable {
    let code: Int
    /// What stands after the code, a line each.
    let lines: [String]

    /// Lines of one answer, and bytes of one line, at the most.
    static let mostLines = 128
    static let longestLine = 2_048

    /// Takes an answer off the front of what has come; nil while it is not whole. Throws where it is none.
    static func take(from buffer: inout [UInt8]) throws(SMTPError) -> SMTPReply? {
        var lines: [String] = []
        var code: Int?
        var start = buffer.startIndex
        while let end = buffer[start...].firstIndex(of: UInt8(ascii: "\n")) {
            let line = buffer[start..<end].last == UInt8(ascii: "\r") ? buffer[start..<(end - 1)] : buffer[start..<end]
            guard line.count >= 3, line.count <= longestLine, lines.count < mostLines,
                let number = Int(String(decoding: line.prefix(3), as: UTF8.self)), (200...599).contains(number), code ?? number == number
            else { throw .notSMTP }
            code = number
            lines.append(String(decoding: line.dropFirst(4), as: UTF8.self))
            start = end + 1
            guard line.dropFirst(3).first != UInt8(ascii: "-") else { continue }
            buffer.removeSubrange(..<start)
            return SMTPReply(code: number, lines: lines)
        }
        guard buffer.count - start <= longestLine else { throw .notSMTP }
        return nil
    }
}

/// Why a message was not taken.
enum SMTPError: Error, Hashable {
    /// What answers is no mail server.
    case notSMTP
    /// The connection ended.
    case closed
    /// The server does not offer what must be: encryption, or a way to sign in.
    case missing(String)
    /// Something came in clear where encryption was to begin: somebody may be in between.
    case injected
    /// A command was refused, with the server's code.
    case refused(command: String, code: Int)
}
