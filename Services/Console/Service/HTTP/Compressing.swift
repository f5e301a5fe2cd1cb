import Crypto
import HTTPTypes
import Hummingbird
import NIOCore

/// Gives whole answers an ETag and, where the browser takes it, gzip. Streams pass.
struct Compressing: RouterMiddleware {
    typealias Context = ConsoleContext

    func handle(
        _ request: Request, context: ConsoleContext, next: (Request, ConsoleContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        guard response.headers[.contentEncoding] == nil, response.headers[.contentType]?.hasPrefix("text/event-stream") != true,
            let length = response.body.contentLength, length > 0
        else { return response }
        let collected = ByteCollector()
        try await response.body.write(collected)
        let bytes = await collected.box.bytes
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "private, no-cache" }
        if response.status == .ok, request.method == .get || request.method == .head, response.headers[.eTag] == nil {
            let tag =
                "W/\""
                + SHA256.hash(data: bytes).prefix(12).map { byte in
                    let text = String(byte, radix: 16)
                    return text.count == 1 ? "0" + text : text
                }.joined() + "\""
            response.headers[.eTag] = tag
            if request.headers[.ifNoneMatch]?.contains(tag) == true {
                return Response(status: .notModified, headers: response.headers.without(.contentType, .contentLength))
            }
        }
        response.headers[.vary] = "Accept-Encoding, Accept"
        if request.headers[.acceptEncoding]?.contains("gzip") == true, let packed = Gzip.compress(bytes) {
            response.headers[.contentEncoding] = "gzip"
            response.headers[.contentLength] = nil
            response.body = .init(byteBuffer: ByteBuffer(bytes: packed))
        } else {
            response.body = .init(byteBuffer: ByteBuffer(bytes: bytes))
        }
        return response
    }
}

extension HTTPFields {
    fileprivate func without(_ names: HTTPField.Name...) -> HTTPFields {
        var fields = self
        for name in names { fields[name] = nil }
        return fields
    }
}

/// Takes a body's bytes. Bodies that come here are whole already.
private struct ByteCollector: ResponseBodyWriter {
    actor Box {
        var bytes: [UInt8] = []
        func add(_ buffer: ByteBuffer) { bytes.append(contentsOf: buffer.readableBytesView) }
    }

    let box = Box()

    mutating func write(_ buffer: ByteBuffer) async throws { await box.add(buffer) }
    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
