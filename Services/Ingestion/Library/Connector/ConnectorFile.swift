import Domain
import Yams

/// A connector's configuration, read and validated: where the house is, and the feeds that are fetched, read and pushed.
public struct ConnectorFile: Hashable, Sendable {
    /// Of all feeds.
    public let territory: String
    /// Where ingestion listens, such as `tcp://127.0.0.1:7401`; empty: the data folder's own house.
    public let endpoints: [String]
    /// Public key of ingestion, Z85; nil: the data folder says it.
    public let serverKey: String?
    /// Path of the partner's key file; nil: the operator's.
    public let key: String?
    /// Path of the register, or of the partner's copy of its own entry; nil: the data folder's where there is one.
    public let register: String?
    /// Folder of spools and cursors; nil: `connect` in the data folder.
    public let state: String?
    /// Path of a file that is written anew with each progress line, in Prometheus' text format; nil for none.
    public let metrics: String?
    /// Seconds between two progress lines.
    public let progress: UInt32
    /// Seed of the jitter, so that a run can be repeated; nil: each run draws its own.
    public let seed: UInt64?
    /// In order of name.
    public let feeds: [ConnectorFeed]

    /// 1 MiB: a longer file is refused before it is parsed.
    public static let maximumLength = 1 << 20
    /// Feeds of one connector.
    public static let maximumFeeds = 200

    /// Reads a configuration; throws every problem at once, each with line, key and remedy.
    public init(yaml: String) throws(RegisterError) {
        guard yaml.utf8.count <= ConnectorFile.maximumLength else {
            let remedy = "a configuration is at most \(ConnectorFile.maximumLength) bytes; this one has \(yaml.utf8.count)"
            throw RegisterError(problems: [RegisterProblem(line: 1, column: 1, key: "file", value: "", remedy: remedy)])
        }
        let findings = RegisterFindings()
        let root = YAMLSection(root: try RegisterFile.compose(yaml), findings: findings)
        territory = root.required("territory", "name the territory, as the register does")?.text ?? ""
        endpoints = (root.list("endpoint") ?? []).map { scalar in
            if !scalar.text.hasPrefix("tcp://") { root.refuse(scalar, "write an address such as tcp://127.0.0.1:7401") }
            return scalar.text
        }
        serverKey = root.scalar("server-key").map { scalar in
            if scalar.text.utf8.count != 40 { root.refuse(scalar, "write ingestion's public key in Z85, 40 characters, in quotes") }
            return scalar.text
        }
        key = root.scalar("key")?.text
        register = root.scalar("register")?.text
        state = root.scalar("state")?.text
        metrics = root.scalar("metrics")?.text
        progress = root.duration("progress", default: 60, in: 1...86_400)
        seed = root.scalar("seed").flatMap { scalar in
            let number = UInt64(scalar.text)
            if number == nil { root.refuse(scalar, "write a whole number") }
            return number
        }
        var feeds: [ConnectorFeed] = []
        let declared = root.section("feeds")?.sections() ?? []
        if declared.isEmpty { findings.add(root.mark, "feeds", "", "missing: name at least one feed under `feeds:`") }
        if declared.count > ConnectorFile.maximumFeeds {
            findings.add(root.mark, "feeds", "\(declared.count)", "at most \(ConnectorFile.maximumFeeds) feeds; run another connector")
        }
        for (name, section) in declared.prefix(ConnectorFile.maximumFeeds) where section.isIdentifier(name) {
            if let feed = ConnectorFeedReader(section: section).feed(name.text) { feeds.append(feed) }
            section.finish()
        }
        root.finish()
        guard findings.problems.isEmpty else { throw RegisterError(problems: findings.sorted()) }
        self.feeds = feeds.sorted { $0.name < $1.name }
    }
}
