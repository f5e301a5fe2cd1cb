import Foundation
import NIOCore
import NIOSSL

/// Command and answer, one after the other, on a connection to a mail server.
struct SMTPConversation {
    private let channel: any Channel
    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var buffer: [UInt8] = []

    init(
        channel: any Channel, inbound: NIOAsyncChannelInboundStream<ByteBuffer>, outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) {
        (self.channel, self.inbound, self.outbound) = (channel, inbound.makeAsyncIterator(), outbound)
    }

    /// The server speaks first.
    mutating func open() async throws {
        let greeting = try await reply()
        guard greeting.code == 220 else { throw SMTPError.refused(command: "greeting", code: greeting.code) }
    }

    /// EHLO; what the server offers, in capitals.
    mutating func greet(_ name: String) async throws -> Set<String> {
        let answer = try await ask("EHLO \(name)", expecting: 250)
        return Set(answer.lines.dropFirst().map { $0.uppercased() })
    }

    /// STARTTLS (RFC 3207): whatever came in clear after the answer would be taken for encrypted, so there must be nothing.
    mutating func startTLS(_ context: NIOSSLContext, host: String?) async throws {
        _ = try await ask("STARTTLS", expecting: 220)
        guard buffer.isEmpty else { throw SMTPError.injected }
        try await channel.eventLoop.submit { [channel] in
            try channel.pipeline.syncOperations.addHandler(NIOSSLClientHandler(context: context, serverHostname: host), position: .first)
        }.get()
    }

    /// AUTH PLAIN (RFC 4616) or LOGIN.
    mutating func signIn(_ user: String, _ password: String, offers: Set<String>) async throws {
        let ways = Set(offers.filter { $0.hasPrefix("AUTH ") || $0.hasPrefix("AUTH=") }.flatMap { $0.dropFirst(5).split(separator: " ") })
        func encoded(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
        if ways.contains("PLAIN") {
            _ = try await ask("AUTH PLAIN \(encoded("\0\(user)\0\(password)"))", as: "AUTH", expecting: 235)
        } else if ways.contains("LOGIN") {
            _ = try await ask("AUTH LOGIN", expecting: 334)
            _ = try await ask(encoded(user), as: "AUTH", expecting: 334)
            _ = try await ask(encoded(password), as: "AUTH", expecting: 235)
        } else {
            throw SMTPError.missing("AUTH PLAIN or LOGIN")
        }
    }

    /// The message itself. Returns how many recipients were refused for good; throws where none was taken.
    mutating func transfer(from sender: String, to recipients: [String], message: [UInt8]) async throws -> Int {
        _ = try await ask("MAIL FROM:<\(sender)>", as: "MAIL", expecting: 250)
        var (taken, refused, last) = (0, 0, 0)
        for recipient in recipients {
            let answer = try await ask("RCPT TO:<\(recipient)>")
            if answer.code == 250 || answer.code == 251 {
                taken += 1
            } else {
                // A refusal that passes counts more than one for good: then it is tried again.
                if answer.code >= 500 { refused += 1 }
                last = last == 0 ? answer.code : min(last, answer.code)
            }
        }
        guard taken > 0 else { throw SMTPError.refused(command: "RCPT", code: last) }
        _ = try await ask("DATA", expecting: 354)
        try await write(Self.stuffed(message))
        let answer = try await reply()
        guard answer.code == 250 else { throw SMTPError.refused(command: "message", code: answer.code) }
        // It is theirs now; how the goodbye goes changes nothing.
        try? await write(Array("QUIT\r\n".utf8))
        return refused
    }

    /// A dot at the beginning of a line is doubled, and a line with a dot alone ends it all (RFC 5321, clause 4.5.2).
    static func stuffed(_ message: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(message.count + 16)
        var isLineStart = true
        for byte in message {
            if isLineStart, byte == UInt8(ascii: ".") { out.append(byte) }
            out.append(byte)
            isLineStart = byte == UInt8(ascii: "\n")
        }
        if !isLineStart { out += [13, 10] }
        return out + Array(".\r\n".utf8)
    }

    private mutating func ask(_ command: String, as name: String? = nil, expecting code: Int) async throws -> SMTPReply {
        let answer = try await ask(command)
        guard answer.code == code else {
            throw SMTPError.refused(command: name ?? command.prefix { $0 != " " }.description, code: answer.code)
        }
        return answer
    }

    private mutating func ask(_ command: String) async throws -> SMTPReply {
        try await write(Array("\(command)\r\n".utf8))
        return try await reply()
    }

    private func write(_ bytes: [UInt8]) async throws { try await outbound.write(ByteBuffer(bytes: bytes)) }

    private mutating func reply() async throws -> SMTPReply {
        while true {
            if let reply = try SMTPReply.take(from: &buffer) { return reply }
            guard let more = try await inbound.next() else { throw SMTPError.closed }
            buffer += Array(buffer: more)
        }
    }
}
