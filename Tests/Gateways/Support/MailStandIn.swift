import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// A mail server on loopback that checks what it is told (RFC 5321, 3207, 4954) and keeps the messages.
final class MailStandIn: Sendable {
    struct Message: Sendable {
        var sender = ""
        var recipients: [String] = []
        /// After the doubled dots were made single again.
        var lines: [String] = []
        var isEncrypted = false
        var user = ""
    }

    /// How it behaves.
    struct Manner: Sendable {
        var offersTLS = true
        /// Says something more in clear after it agreed to encrypt, as somebody in between would.
        var injects = false
        /// Refuses this recipient for good.
        var refuses = ""
        /// Answers the first so many messages with 451.
        var busyTimes = 0
    }

    let messages = Inbox<Message>()
    /// What was done against the protocol.
    let complaints = Inbox<String>()
    let port: Int
    private let task: Task<Void, any Error>

    init(tls: (certificate: String, key: String)?, manner: Manner = Manner()) async throws {
        let context = try tls.map { tls in
            try NIOSSLContext(
                configuration: .makeServerConfiguration(
                    certificateChain: try NIOSSLCertificate.fromPEMFile(tls.certificate).map { .certificate($0) },
                    privateKey: .privateKey(try NIOSSLPrivateKey(file: tls.key, format: .pem))))
        }
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture { try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel) }
            }
        port = server.channel.localAddress?.port ?? 0
        let (messages, complaints) = (messages, complaints)
        task = Task {
            try await server.executeThenClose { connections in
                var busy = manner.busyTimes
                for try await connection in connections {
                    let isBusy = busy > 0
                    busy -= 1
                    try? await connection.executeThenClose { inbound, outbound in
                        var session = MailSession(
                            channel: connection.channel, inbound: inbound, outbound: outbound, tls: context, manner: manner, isBusy: isBusy)
                        try await session.run(messages, complaints)
                    }
                }
            }
        }
    }

    func stop() async {
        task.cancel()
        _ = try? await task.value
    }
}

/// One connection to the stand-in.
private struct MailSession {
    let channel: any Channel
    var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    let tls: NIOSSLContext?
    let manner: MailStandIn.Manner
    let isBusy: Bool
    var buffer: [UInt8] = []
    var isEncrypted = false
    var user = ""

    init(
        channel: any Channel, inbound: NIOAsyncChannelInboundStream<ByteBuffer>, outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>,
        tls: NIOSSLContext?, manner: MailStandIn.Manner, isBusy: Bool
    ) {
        (self.channel, self.inbound, self.outbound) = (channel, inbound.makeAsyncIterator(), outbound)
        (self.tls, self.manner, self.isBusy) = (tls, manner, isBusy)
    }

    mutating func run(_ messages: Inbox<MailStandIn.Message>, _ complaints: Inbox<String>) async throws {
        try await say("220 stand-in")
        var message = MailStandIn.Message()
        while let line = try await next() {
            switch line.uppercased().prefix(4) {
            case "EHLO":
                var offers = ["250-stand-in", "250-SIZE 1000000"]
                if isEncrypted {
                    offers.append("250-AUTH PLAIN LOGIN")
                } else if manner.offersTLS, tls != nil {
                    offers.append("250-STARTTLS")
                }
                try await say((offers + ["250 HELP"]).joined(separator: "\r\n"))
            case "STAR":
                guard let tls else { return }
                try await say(manner.injects ? "220 go\r\n250 evil" : "220 go")
                try await channel.eventLoop.submit { [channel] in
                    try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls), position: .first)
                }.get()
                isEncrypted = true
            case "AUTH":
                if !isEncrypted { complaints.add("AUTH in clear") }
                let words = line.split(separator: " ")
                let parts = Data(base64Encoded: words.count > 2 ? String(words[2]) : "")?.split(
                    separator: 0, omittingEmptySubsequences: false)
                user = parts.map { $0.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/") } ?? ""
                try await say(user == "/ops/pass" ? "235 ok" : "535 no")
            case "MAIL":
                if manner.offersTLS, tls != nil, !isEncrypted { complaints.add("MAIL in clear") }
                message = MailStandIn.Message(sender: Self.address(line), isEncrypted: isEncrypted, user: user)
                try await say("250 ok")
            case "RCPT":
                let address = Self.address(line)
                if address == manner.refuses {
                    try await say("550 no such user")
                } else {
                    message.recipients.append(address)
                    try await say("250 ok")
                }
            case "DATA":
                try await say("354 go")
                while let line = try await next(), line != "." {
                    if line.utf8.count > 998 { complaints.add("a line is too long") }
                    message.lines.append(line.hasPrefix(".") ? String(line.dropFirst()) : line)
                }
                try await say(isBusy ? "451 later" : "250 taken")
                if !isBusy { messages.add(message) }
            case "QUIT":
                try await say("221 bye")
                return
            default:
                complaints.add("a command that is none: \(line)")
                try await say("500 what")
            }
        }
    }

    private static func address(_ line: String) -> String {
        String(line.drop { $0 != "<" }.dropFirst().prefix { $0 != ">" })
    }

    private func say(_ text: String) async throws { try await outbound.write(ByteBuffer(string: text + "\r\n")) }

    private mutating func next() async throws -> String? {
        while true {
            if let end = buffer.firstIndex(of: 10) {
                let line = String(decoding: buffer[..<end].filter { $0 != 13 }, as: UTF8.self)
                buffer.removeSubrange(...end)
                return line
            }
            guard let more = try await inbound.next() else { return nil }
            buffer += Array(buffer: more)
        }
    }
}
