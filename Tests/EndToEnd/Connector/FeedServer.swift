import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Synchronization

/// A real HTTP server on a free port, whose documents a test changes, and which counts what it is asked.
final class FeedServer: Sendable {
    /// What is served under a path.
    struct Document: Sendable {
        var body: [UInt8]
        var etag: String?
        var coding: String?
        /// Answered in place of 200, with this header.
        var status = 200
        var header: (name: String, value: String)?
        /// Never answered.
        var hangs = false
    }

    private struct Content {
        var documents: [String: Document] = [:]
        var asked: [String: Int] = [:]
        var unchanged: [String: Int] = [:]
        var headers: [String: [String: String]] = [:]
    }

    private let content = Mutex(Content())
    private let port = Mutex(0)

    /// The address of a path.
    func url(_ path: String) -> String { "http://127.0.0.1:\(port.withLock { $0 })\(path)" }

    func serve(_ path: String, _ document: Document) { content.withLock { $0.documents[path] = document } }

    func serve(_ path: String, _ text: String, etag: String? = nil) { serve(path, Document(body: Array(text.utf8), etag: etag)) }

    /// How often a path was asked for, and how often 304 was the answer.
    func asked(_ path: String) -> (all: Int, unchanged: Int) {
        content.withLock { ($0.asked[path] ?? 0, $0.unchanged[path] ?? 0) }
    }

    /// A header of the last request for a path.
    func header(_ name: String, of path: String) -> String? { content.withLock { $0.headers[path]?[name.lowercased()] } }

    /// Runs it while a body does its work.
    static func with<R>(_ body: (FeedServer) async throws -> R) async throws -> R {
        let server = FeedServer()
        let (bound, bind) = AsyncStream.makeStream(of: Int.self)
        let router = Router()
        router.get("/**") { request, _ in await server.answer(request) }
        var logger = Logger(label: "feeds")
        logger.logLevel = .critical
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                bind.yield(channel.localAddress?.port ?? 0)
                bind.finish()
            }, logger: logger)
        let task = Task { try await application.run() }
        for await found in bound { server.port.withLock { $0 = found } }
        do {
            let result = try await body(server)
            task.cancel()
            return result
        } catch {
            task.cancel()
            throw error
        }
    }

    private func answer(_ request: Request) async -> Response {
        let path = request.uri.path
        var headers: [String: String] = [:]
        for field in request.headers { headers[field.name.canonicalName] = field.value }
        let seen = headers
        let document = content.withLock { content in
            content.asked[path, default: 0] += 1
            content.headers[path] = seen
            return content.documents[path]
        }
        guard let document else { return Response(status: .notFound) }
        if document.hangs { try? await Task.sleep(for: .seconds(60)) }
        var fields = HTTPFields()
        if let etag = document.etag {
            if request.headers[.ifNoneMatch] == etag {
                content.withLock { $0.unchanged[path, default: 0] += 1 }
                return Response(status: .notModified)
            }
            fields[.eTag] = etag
        }
        if let coding = document.coding { fields[.contentEncoding] = coding }
        if let header = document.header, let name = HTTPField.Name(header.name) { fields[name] = header.value }
        return Response(status: .init(code: document.status), headers: fields, body: .init(byteBuffer: ByteBuffer(bytes: document.body)))
    }
}
