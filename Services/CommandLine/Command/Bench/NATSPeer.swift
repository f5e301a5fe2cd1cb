import Foundation
import Glibc
import Runtime

/// The peer of `bench ingest`: NATS JetStream, file storage, asynchronous publish of 200-byte messages with the acknowledgements counted.
///
/// Speaks the NATS client protocol (docs.nats.io, "Client Protocol") over a plain socket, messages written in large pieces and at most
/// `window` of them unacknowledged, as `nats bench js pub async` does. JetStream acknowledges before it flushes to disk.
enum NATSPeer {
    private static let window = 4_096
    private static let payload = 200

    /// Messages acknowledged a second; nil where `nats-server` is not installed.
    static func publish(scratch: String, port: Int, messages: Int) async throws -> Double? {
        guard
            let program = ["/usr/sbin/nats-server", "/usr/bin/nats-server", "/usr/local/bin/nats-server"].first(
                where: FileManager.default.isExecutableFile)
        else { return nil }
        let folder = "\(scratch)/quietude-bench-nats-\(getpid())"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let server = try ServiceProcess.launch(
            name: "nats", executable: program, arguments: ["-js", "-sd", folder, "-a", "127.0.0.1", "-p", "\(port)"], log: "\(folder)/log")
        do {
            let connection = try await NATSConnection.open(port: port)
            try connection.createStream()
            let seconds = try connection.publish(messages: messages, payload: payload, window: window)
            server.send(SIGTERM)
            _ = await server.end()
            return Double(messages) / seconds
        } catch {
            server.send(SIGKILL)
            _ = await server.end()
            throw error
        }
    }
}

/// One client connection, blocking: the benchmark does nothing else meanwhile.
private struct NATSConnection: ~Copyable {
    private let descriptor: Int32

    private init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { Glibc.close(descriptor) }

    static func open(port: Int) async throws -> NATSConnection {
        for _ in 0..<200 {
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = UInt16(port).bigEndian
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            let connected = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
            }
            if connected == 0 {
                let connection = NATSConnection(descriptor)
                try connection.send(
                    Array("CONNECT {\"verbose\":false,\"pedantic\":false,\"headers\":true}\r\nSUB ack.* 1\r\nPING\r\n".utf8))
                try connection.wait(for: "PONG")
                return connection
            }
            Glibc.close(descriptor)
            try await Task.sleep(for: .milliseconds(50))
        }
        throw Failure("nats-server does not come up", "nats-server ne démarre pas")
    }

    /// A stream with file storage that takes every `bench` message.
    func createStream() throws {
        let body =
            "{\"name\":\"BENCH\",\"subjects\":[\"bench\"],\"storage\":\"file\",\"retention\":\"limits\",\"max_age\":0,\"num_replicas\":1}"
        try send(Array("PUB $JS.API.STREAM.CREATE.BENCH ack.create \(body.utf8.count)\r\n\(body)\r\n".utf8))
        try wait(for: "stream_create_response")
    }

    /// Publishes and counts acknowledgements; seconds until the last.
    func publish(messages: Int, payload: Int, window: Int) throws -> Double {
        let one = Array("PUB bench ack.p \(payload)\r\n\(String(repeating: "n", count: payload))\r\n".utf8)
        let piece = 256
        let block = Array(repeatElement(one, count: piece).joined())
        let clock = ContinuousClock()
        let start = clock.now
        var sent = 0
        var acknowledged = 0
        while acknowledged < messages {
            if sent < messages, sent - acknowledged <= window - piece {
                let count = min(piece, messages - sent)
                try send(count == piece ? block : Array(block.prefix(count * one.count)))
                sent += count
            } else {
                acknowledged += try receive().reduce(0) { $0 + ($1 == UInt8(ascii: "M") ? 1 : 0) }
            }
        }
        return (clock.now - start).inSeconds
    }

    private func send(_ bytes: [UInt8]) throws {
        var offset = 0
        while offset < bytes.count {
            let count = bytes[offset...].withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard count > 0 else { throw Failure("nats-server closed the connection", "nats-server a fermé la connexion") }
            offset += count
        }
    }

    private func receive() throws -> ArraySlice<UInt8> {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { throw Failure("nats-server closed the connection", "nats-server a fermé la connexion") }
        return buffer[..<count]
    }

    private func wait(for word: String) throws {
        var text = ""
        while !text.contains(word) { text += String(decoding: try receive(), as: UTF8.self) }
    }
}
