/// The hash chain of a ledger: each line names the SHA-256 of the line before it, so that none can be changed, removed or moved without all
/// that follow being written anew. Who keeps the head elsewhere finds even that, and lines cut off at the end.
///
/// A line is `{"sequence":N,"previous":"HEX",…,"hash":"HEX"}`; its hash is over all of it before `,"hash"`. The first line's previous is 64
/// zeros.
public struct AuditChain: Hashable, Sendable {
    /// SHA-256 of some bytes: the shell's, from a library made for it.
    public typealias Digest = @Sendable (_ bytes: [UInt8]) -> [UInt8]

    /// Where a ledger ends.
    public struct Head: Hashable, Sendable, CustomStringConvertible {
        /// Number of its last line; 0 for an empty one.
        public var sequence: UInt64
        /// Hash of its last line, hexadecimal.
        public var hash: String

        /// A head.
        public init(sequence: UInt64, hash: String) {
            self.sequence = sequence
            self.hash = hash
        }

        /// Of an empty ledger.
        public static let empty = Head(sequence: 0, hash: String(repeating: "0", count: 64))

        /// `17:5e88…`, as it is written beside the ledger and given to `--head`.
        public var description: String { "\(sequence):\(hash)" }

        /// Reads `description`.
        public init?(_ text: some StringProtocol) {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false)
            guard parts.count == 2, let sequence = UInt64(parts[0]), parts[1].utf8.count == 64 else { return nil }
            self.init(sequence: sequence, hash: String(parts[1]))
        }
    }

    /// Where it ends.
    public private(set) var head: Head

    /// A chain that goes on from a head.
    public init(head: Head = .empty) { self.head = head }

    /// The next line, without its line end; the chain ends with it from now on.
    public mutating func append(_ entry: AuditEntry, digest: Digest) -> String {
        let sequence = head.sequence + 1
        var body = "{\"sequence\":\(sequence),\"previous\":\"\(head.hash)\","
        AuditChain.write(entry, to: &body)
        let hash = AuditChain.hexadecimal(digest(Array(body.utf8)))
        head = Head(sequence: sequence, hash: hash)
        return body + ",\"hash\":\"\(hash)\"}"
    }

    /// Two digits a byte, lower case.
    public static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }

    private static func write(_ entry: AuditEntry, to text: inout String) {
        text += "\"kind\":\"\(entry.kind.rawValue)\",\"time\":\(entry.time)"
        write("service", entry.service, to: &text)
        write("territory", entry.territory, to: &text)
        if !entry.source.isEmpty { write("source", entry.source, to: &text) }
        if !entry.registerVersion.isEmpty { write("register", entry.registerVersion, to: &text) }
        if !entry.registerDigest.isEmpty { write("register-digest", entry.registerDigest, to: &text) }
        // In order of name: the same entry is always the same bytes.
        let counts = entry.counts.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\($0.value)" }
        if !counts.isEmpty { text += ",\"counts\":{" + counts.joined(separator: ",") + "}" }
        let details = entry.details.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(quoted($0.value))" }
        if !details.isEmpty { text += ",\"details\":{" + details.joined(separator: ",") + "}" }
    }

    private static func write(_ name: String, _ value: String, to text: inout String) { text += ",\"\(name)\":\(quoted(value))" }

    private static func quoted(_ value: String) -> String {
        var text = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text + "\""
    }
}
