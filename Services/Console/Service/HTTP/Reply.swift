import Console
import HTTPTypes
import Hummingbird
import NIOCore

/// Answers of the API.
enum Reply {
    static func json(_ value: JSON, status: HTTPResponse.Status = .ok, type: String = "application/json; charset=utf-8") -> Response {
        bytes(value.bytes, type: type, status: status)
    }

    static func bytes(_ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(status: status, headers: [.contentType: type], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    static func redirect(_ place: String) -> Response { Response(status: .found, headers: [.location: place, .cacheControl: "no-store"]) }

    static let nothing = Response(status: .noContent)
}
