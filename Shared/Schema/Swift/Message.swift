/// A value that travels: one message of `quietude.v1`, packed as Protocol Buffers.
///
/// Fields that a newer writer added are ignored; see `ObservationBatchView` for the one place where they must survive.
public protocol Message: Sendable {
    /// The name of the message in the .proto files, such as `quietude.v1.Observation`.
    static var name: String { get }

    /// Reads a message from its bytes; throws `SchemaError` that names the message and the field, never the content.
    init(decoding bytes: UnsafeRawBufferPointer) throws(SchemaError)

    /// The message's bytes. The same value always gives the same bytes.
    func encoded() -> [UInt8]
}

extension Message {
    /// Reads a message from its bytes; throws `SchemaError` that names the message and the field, never the content.
    public init(decoding bytes: [UInt8]) throws(SchemaError) {
        let decoded: Result<Self, SchemaError> = bytes.withUnsafeBytes { buffer in
            do throws(SchemaError) { return .success(try Self(decoding: buffer)) } catch { return .failure(error) }
        }
        self = try decoded.get()
    }
}
