import Foundation
import Hummingbird
import HummingbirdHTTP2
import Logging
import NIOCore
import NIOSSL

/// A web server on loopback that keeps what it was sent and answers as the test says.
final class WebStandIn: Sendable {
    struct Received: Sendable {
        let path: String
        let headers: [String: String]
        let body: [UInt8]
        let version: String

        var text: String { String(decoding: body, as: UTF8.self) }

        /// A value of a JSON body.
        func json<Value>(_ keys: String...) -> Value? {
            var value: Any? = try? JSONSerialization.jsonObject(with: Data(body))
            for key in keys { value = (value as? [String: Any])?[key] }
            return value as? Value
        }
    }

    struct Answer: Sendable {
        var status = 200
        var headers: [String: String] = [:]
        var body = ""
    }

    let received = Inbox<Received>()
    let port: Int
    private let task: Task<Void, any Error>

    var url: String { "http://127.0.0.1:\(port)" }

    /// - Parameters:
    ///   - tls: a certificate and its key: then HTTP/2 is offered, and `url` does not hold.
    ///   - answer: what each request is answered, by its place from 0.
    init(
        tls: (certificate: String, key: String)? = nil, answer: @escaping @Sendable (Received, Int) async -> Answer = { _, _ in Answer() }
    ) async throws {
        let received = received
        let (ports, bound) = AsyncStream.makeStream(of: Int.self)
        let responder = CallbackResponder<BasicRequestContext> { request, _ in
            let body = try await request.body.collect(upTo: 1 << 20)
            var headers: [String: String] = [:]
            for field in request.headers { headers[field.name.canonicalName] = field.value }
            let one = Received(
                path: request.uri.path, headers: headers, body: Array(buffer: body), version: request.head.authority ?? "")
            let place = received.all.count
            let answer = await answer(one, place)
            received.add(one)
            var fields = HTTPFields()
            for (name, value) in answer.headers where name.lowercased() == "retry-after" { fields[.retryAfter] = value }
            return Response(
                status: .init(code: answer.status), headers: fields, body: .init(byteBuffer: ByteBuffer(string: answer.body)))
        }
        let configuration = ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0))
        let running: @Sendable (any Channel) async -> Void = { bound.yield($0.localAddress?.port ?? 0) }
        let logger = Logger(label: "stand-in") { _ in SwiftLogNoOpLogHandler() }
        if let tls {
            let server = TLSConfiguration.makeServerConfiguration(
                certificateChain: try NIOSSLCertificate.fromPEMFile(tls.certificate).map { .certificate($0) },
                privateKey: .privateKey(try NIOSSLPrivateKey(file: tls.key, format: .pem)))
            let application = Application(
                responder: responder, server: try .http2Upgrade(tlsConfiguration: server), configuration: configuration,
                onServerRunning: running,
                logger: logger)
            task = Task { try await application.run() }
        } else {
            let application = Application(responder: responder, configuration: configuration, onServerRunning: running, logger: logger)
            task = Task { try await application.run() }
        }
        var iterator = ports.makeAsyncIterator()
        port = await iterator.next() ?? 0
    }

    func stop() async {
        task.cancel()
        _ = try? await task.value
    }
}
