/// One record of the audit ledger: that personal data was processed, under which entry of the register, and what became of it in numbers.
/// No content: nothing that a source sent stands in it.
public struct AuditEntry: Hashable, Sendable {
    /// What was done.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// The ledger begins.
        case opened
        /// A version of the register came into force: an entry a source, with what it declares.
        case register
        /// Observations were anonymized.
        case processing
        /// Keys were destroyed: what was sealed or pseudonymised under them can be read by nobody any more.
        case keysDestroyed = "keys-destroyed"
        /// Counts were published with noise, and budget was spent.
        case released
        /// A release was refused: the budget is spent.
        case refused
        /// Redacted text was shown to a person.
        case viewed
        /// A person acted in the console: on an alert, by an export, by signing in or out.
        case acted
        /// The ledger itself was found changed or cut short, and goes on from what is sure.
        case broken
    }

    /// What was done.
    public var kind: Kind
    /// Seconds since 1970: event time in services, which read no clock; wall clock in commands.
    public var time: Int64
    /// Which part of the house writes.
    public var service: String
    /// Identifier of the territory.
    public var territory: String
    /// Identifier of the source; empty for what concerns all of them.
    public var source: String
    /// The register in force: its version, and the SHA-256 of its file in hexadecimal; empty where none is.
    public var registerVersion: String
    /// SHA-256 of the register's file, hexadecimal.
    public var registerDigest: String
    /// Numbers by name, such as `seen`, `incidents`, `dropped.no-time`.
    public var counts: [String: UInt64]
    /// Words by name, such as `purpose`: from the register or of the mechanism, never from data.
    public var details: [String: String]

    /// A record that is not in a ledger yet.
    public init(
        _ kind: Kind, time: Int64, service: String, territory: String, source: String = "", registerVersion: String = "",
        registerDigest: String = "", counts: [String: UInt64] = [:], details: [String: String] = [:]
    ) {
        self.kind = kind
        self.time = time
        self.service = service
        self.territory = territory
        self.source = source
        self.registerVersion = registerVersion
        self.registerDigest = registerDigest
        self.counts = counts
        self.details = details
    }
}

extension AuditEntry: Decodable {
    private enum CodingKeys: String, CodingKey {
        case kind, time, service, territory, source, counts, details
        case registerVersion = "register"
        case registerDigest = "register-digest"
    }

    /// Reads a line of a ledger.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let name = try container.decode(String.self, forKey: .kind)
        guard let kind = Kind(rawValue: name) else {
            throw DecodingError.dataCorruptedError(forKey: .kind, in: container, debugDescription: "unknown kind \(name)")
        }
        self.init(
            kind, time: try container.decode(Int64.self, forKey: .time), service: try container.decode(String.self, forKey: .service),
            territory: try container.decode(String.self, forKey: .territory),
            source: try container.decodeIfPresent(String.self, forKey: .source) ?? "",
            registerVersion: try container.decodeIfPresent(String.self, forKey: .registerVersion) ?? "",
            registerDigest: try container.decodeIfPresent(String.self, forKey: .registerDigest) ?? "",
            counts: try container.decodeIfPresent([String: UInt64].self, forKey: .counts) ?? [:],
            details: try container.decodeIfPresent([String: String].self, forKey: .details) ?? [:])
    }
}
