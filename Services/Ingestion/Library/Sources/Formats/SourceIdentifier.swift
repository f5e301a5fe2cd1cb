import Domain

/// Ids of observations made from a feed's own ids: readable while they fit, a digest where they do not.
enum SourceIdentifier {
    private static let hash = SipHash128(key0: 0x7175_6965_7475_6465, key1: 0x736f_7572_6365_3031)

    /// `kind:name:rest`, at most `ObservationLimits.identifier` bytes.
    static func make(_ kind: String, _ name: String, _ rest: String = "") -> String {
        // Written piece by piece: an id is made for every row, and interpolation costs thrice as much.
        let length = kind.utf8.count + 1 + name.utf8.count + (rest.isEmpty ? 0 : rest.utf8.count + 1)
        var whole = String(unsafeUninitializedCapacity: length) { bytes in
            let kindEnd = write(kind, to: bytes, at: 0)
            bytes[kindEnd] = UInt8(ascii: ":")
            let nameEnd = write(name, to: bytes, at: kindEnd + 1)
            if rest.isEmpty { return nameEnd }
            bytes[nameEnd] = UInt8(ascii: ":")
            return write(rest, to: bytes, at: nameEnd + 1)
        }
        let fits = whole.withUTF8 { $0.count <= ObservationLimits.identifier && !$0.contains(0) }
        if fits { return whole }
        let digest = hash.hash(Array(whole.utf8))
        return "\(kind):\(String(digest.low, radix: 36))\(String(digest.high, radix: 36))"
    }

    /// Writes a text's bytes; gives where they end.
    private static func write(_ text: String, to bytes: UnsafeMutableBufferPointer<UInt8>, at start: Int) -> Int {
        var text = text
        return text.withUTF8 { letters in
            for index in letters.indices { bytes[start + index] = letters[index] }
            return start + letters.count
        }
    }
}
