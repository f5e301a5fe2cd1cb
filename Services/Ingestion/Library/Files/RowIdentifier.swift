import Domain

/// Ids for rows that bring none: the same row on the same line of the same file always gets the same id, so that a file pushed twice counts
/// once.
enum RowIdentifier {
    // No secret: only sameness matters. Changing it makes all files new.
    private static let hash = SipHash128(key0: 0x7175_6965_7475_6465, key1: 0x726f_772d_6964_3031)
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

    /// 15 characters, 90 bits: a Swift string of that length needs no memory of its own.
    static func make(row: Span<UInt8>, line: Int) -> String {
        let digest = row.withUnsafeBytes { hash.hash(UInt64(line), $0) }
        return String(unsafeUninitializedCapacity: 15) { buffer in
            var low = digest.low
            var high = digest.high
            for index in 0..<15 {
                // Ten characters from the low half, five from the high one.
                let bits = index < 10 ? low : high
                buffer[index] = alphabet[Int(truncatingIfNeeded: bits & 63)]
                if index < 10 { low >>= 6 } else { high >>= 6 }
            }
            return 15
        }
    }
}
