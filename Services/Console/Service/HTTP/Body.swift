import Foundation
import Hummingbird
import NIOCore

/// Bodies of actions: JSON, bounded.
enum Body {
    static let maximumBytes = 64 << 10

    static func decode<Value: Decodable>(_ type: Value.Type, _ request: Request) async throws -> Value {
        guard request.headers[.contentType]?.hasPrefix("application/json") == true else {
            throw Problem(.unsupportedMediaType, "Send application/json.", "Envoyer application/json.")
        }
        let buffer: ByteBuffer
        do { buffer = try await request.body.collect(upTo: maximumBytes) } catch {
            throw Problem(.contentTooLarge, "The body is larger than 64 KiB.", "Le corps dépasse 64 Kio.")
        }
        do { return try JSONDecoder().decode(Value.self, from: Data(buffer.readableBytesView)) } catch let error as DecodingError {
            let field = Self.field(error)
            throw Problem(
                .unprocessableContent, "The body is not what this action takes\(field.map { ": field \($0)" } ?? "").",
                "Le corps n'est pas celui de cette action\(field.map { " : champ \($0)" } ?? "").", field: field)
        }
    }

    private static func field(_ error: DecodingError) -> String? {
        switch error {
        case .keyNotFound(let key, _): key.stringValue
        case .typeMismatch(_, let context), .valueNotFound(_, let context): context.codingPath.last?.stringValue
        default: nil
        }
    }
}
