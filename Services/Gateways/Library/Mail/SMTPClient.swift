import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// Hands a message to a mail server (RFC 5321), a connection each: digests are few.
struct SMTPClient: Sendable {
    let server: SMTPServer
    let timeout: Duration

    /// Hands over a message; throws where it was not taken.
    ///
    /// - Parameters:
    ///   - sender: the envelope's address.
    ///   - recipients: the envelope's addresses; it is enough that one is taken.
    ///   - message: lines that end in CRLF.
    /// - Returns: how many recipients were refused for good.
    func send(from sender: String, to recipients: [String], message: [UInt8]) async throws -> Int {
        let tls = server.security == .none ? nil : try context()
        let (host, immediately) = (server.host, server.security == .tls)
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(.nanoseconds(Int64(timeout / .nanoseconds(1))))
            .connect(host: host, port: server.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if immediately, let tls {
                        try channel.pipeline.syncOperations.addHandler(NIOSSLClientHandler(context: tls, serverHostname: Self.name(host)))
                    }
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var talk = SMTPConversation(channel: channel.channel, inbound: inbound, outbound: outbound)
            try await talk.open()
            var offers = try await talk.greet(server.name)
            if server.security == .starttls, let tls {
                guard offers.contains("STARTTLS") else { throw SMTPError.missing("STARTTLS") }
                try await talk.startTLS(tls, host: Self.name(host))
                offers = try await talk.greet(server.name)
            }
            if let user = server.user, let password = server.password { try await talk.signIn(user, password, offers: offers) }
            return try await talk.transfer(from: sender, to: recipients, message: message)
        }
    }

    private func context() throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        if let file = server.trustFile { configuration.additionalTrustRoots = [.certificates(try NIOSSLCertificate.fromPEMFile(file))] }
        return try NIOSSLContext(configuration: configuration)
    }

    /// A name for SNI; an address of numbers is none.
    private static func name(_ host: String) -> String? {
        host.contains(":") || host.allSatisfy { $0.isNumber || $0 == "." } ? nil : host
    }
}
