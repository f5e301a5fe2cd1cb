/// Several states in one run of bytes: the length of each (4 bytes, little-endian), then it.
enum StateParts {
    /// Bytes that were not joined here.
    struct Unreadable: Error, CustomStringConvertible {
        var description: String {
            "the state is not whole: restore the journal from a backup, or move DATA/notification away and let it replay its upstreams"
        }
    }

    static func join(_ parts: [[UInt8]]) -> [UInt8] {
        parts.flatMap { part in withUnsafeBytes(of: UInt32(part.count).littleEndian) { [UInt8]($0) } + part }
    }

    static func split(_ bytes: [UInt8]) throws -> [[UInt8]] {
        var (rest, parts) = (bytes[...], [[UInt8]]())
        while !rest.isEmpty {
            guard rest.count >= 4 else { throw Unreadable() }
            let length = rest.prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
            rest = rest.dropFirst(4)
            guard rest.count >= length else { throw Unreadable() }
            parts.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return parts
    }
}
