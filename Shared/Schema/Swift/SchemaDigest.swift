internal import CSchema

/// What tells two builds apart that speak different schemas.
public enum SchemaDigest {
    /// SHA-256 of the .proto files in order of name, 32 bytes.
    public static let bytes: [UInt8] = stride(from: 0, to: hexadecimal.count, by: 2).compactMap { index in
        UInt8(hexadecimal.dropFirst(index).prefix(2), radix: 16)
    }

    /// The same, as 64 hexadecimal digits.
    public static let hexadecimal: String = QUIETUDE_SCHEMA_DIGEST
}
