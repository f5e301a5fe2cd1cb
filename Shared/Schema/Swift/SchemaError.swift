/// Why bytes are not the message they were said to be. Names the message and the field, never the content.
public enum SchemaError: Error, Hashable, Sendable {
    /// Not a Protocol Buffers encoding of this message: truncated, a wrong wire type, a group.
    case malformed(message: String)
    /// A number that has no meaning here and cannot be treated as "unknown" without harm.
    case unknownValue(message: String, field: String, value: Int64)
    /// A field without which the message says nothing.
    case missing(message: String, field: String)
    /// A field whose content contradicts the schema; `reason` says how and what to do.
    case invalid(message: String, field: String, reason: String)
    /// More bytes, or more memory once decoded, than `limit` (bytes).
    case tooLarge(message: String, limit: Int)

    /// The field at fault, such as `observations[3].text`; empty where it is the message as a whole.
    public var field: String {
        switch self {
        case .unknownValue(_, let field, _), .missing(_, let field), .invalid(_, let field, _): field
        case .malformed, .tooLarge: ""
        }
    }

    /// The same error seen from the message that holds this one under `parent`.
    func inside(_ message: String, _ parent: String) -> SchemaError {
        switch self {
        case .unknownValue(_, let field, let value): .unknownValue(message: message, field: "\(parent).\(field)", value: value)
        case .missing(_, let field): .missing(message: message, field: "\(parent).\(field)")
        case .invalid(_, let field, let reason): .invalid(message: message, field: "\(parent).\(field)", reason: reason)
        case .malformed: .malformed(message: message)
        case .tooLarge(_, let limit): .tooLarge(message: message, limit: limit)
        }
    }
}

extension SchemaError: CustomStringConvertible {
    /// A sentence for a log or for a partner: what is wrong, where, and what to do.
    public var description: String {
        switch self {
        case .malformed(let message):
            "\(message): these bytes are not this message; encode it with Protocol Buffers (proto3, no groups) and send it whole"
        case .unknownValue(let message, let field, let value):
            "\(message).\(field): \(value) has no meaning here; see PROTOCOL.md for the numbers that have"
        case .missing(let message, let field):
            "\(message).\(field) is missing; set it"
        case .invalid(let message, let field, let reason):
            "\(message).\(field): \(reason)"
        case .tooLarge(let message, let limit):
            "\(message): more than \(limit) bytes; send less at once"
        }
    }
}
