/// 16 random bytes, made with the journal: they tell it from any other, so that a cursor is never used on the wrong one.
public struct JournalIdentity: Hashable, Sendable, CustomStringConvertible {
    /// How many bytes there are.
    public static let byteCount = 16

    /// The 16 bytes.
    public let bytes: [UInt8]

    /// An identity from its bytes; nil where they are not 16.
    public init?(bytes: [UInt8]) {
        guard bytes.count == JournalIdentity.byteCount else { return nil }
        self.bytes = bytes
    }

    /// A new identity.
    public init(using generator: inout some RandomNumberGenerator) {
        bytes = (0..<JournalIdentity.byteCount).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// 32 hexadecimal digits.
    public var description: String {
        bytes.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}
