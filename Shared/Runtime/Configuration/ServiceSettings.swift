import Logging

/// Everything that is configured about one service, parsed and checked.
public struct ServiceSettings: Sendable {
    /// Whose settings.
    public let service: String
    /// Folder of journals, keys and registers.
    public let dataDirectory: String
    /// Folder of `SERVICE.key` and `authorised/NAME.key`.
    public let keysDirectory: String
    /// Where calls and feeds are served.
    public let host: String
    /// TCP port of calls and feeds; 0 where the system chooses.
    public let port: Int
    /// Where `/metrics` and `/health` are served.
    public let httpHost: String
    /// TCP port of `/metrics` and `/health`; 0 where the system chooses.
    public let httpPort: Int
    /// Endpoints by upstream service.
    public let upstreams: [String: [String]]
    /// How sockets are protected.
    public let security: SecurityMode
    /// Bytes that one journal may take on disk.
    public let journalBudget: Int
    /// Event time for which records are kept; nil where the register decides.
    public let retention: Duration?
    /// Between two trims of a journal.
    public let trimInterval: Duration
    /// Bounds of what is held and accepted.
    public let limits: ServiceLimits
    /// What a stop may take.
    public let drainTimeout: Duration
    /// How log lines are written.
    public let logFormat: LogFormat
    /// The least level that is written.
    public let logLevel: Logger.Level
    /// The text of any setting, the service's own among them.
    public let resolved: ResolvedSettings

    /// Checks what the settings say together.
    public init(_ resolved: ResolvedSettings) throws(SettingsError) {
        let address = ServiceAddress.of(resolved.catalogue.service)
        let base = resolved.number("port-base") ?? ServiceAddress.defaultPortBase
        let data = resolved.text("data") ?? ""
        self.resolved = resolved
        service = address.name
        dataDirectory = data
        keysDirectory = resolved.text("keys") ?? "\(data)/keys"
        host = resolved.text("host") ?? "127.0.0.1"
        port = resolved.number("port") ?? address.port(base: base)
        httpHost = resolved.text("http.host") ?? "127.0.0.1"
        httpPort = resolved.number("http.port") ?? address.httpPort(base: base)
        upstreams = Dictionary(
            uniqueKeysWithValues: address.upstreams.map { name in
                let named = resolved.list("upstream.\(name)")
                return (name, named.isEmpty ? ["tcp://127.0.0.1:\(ServiceAddress.of(name).port(base: base))"] : named)
            })
        security = resolved.text("security").flatMap { SecurityMode(rawValue: $0) } ?? .curve
        journalBudget = resolved.bytes("journal.budget") ?? 0
        retention = resolved.duration("journal.retention")
        trimInterval = resolved.duration("journal.trim-interval") ?? .seconds(60)
        limits = ServiceLimits(resolved)
        drainTimeout = resolved.duration("drain-timeout") ?? .seconds(10)
        logFormat = resolved.text("log.format").flatMap { LogFormat(rawValue: $0) } ?? .json
        logLevel = resolved.text("log.level").flatMap { Logger.Level(rawValue: $0) } ?? .info
        try check()
    }

    /// Where calls and feeds are served.
    public var endpoint: String { "tcp://\(host.contains(":") ? "[\(host)]" : host):\(port == 0 ? "*" : "\(port)")" }

    private func check() throws(SettingsError) {
        let journal = resolved.text("journal.url") ?? "sqlite"
        guard journal == "sqlite" else {
            throw SettingsError(
                "\(resolved.place("journal.url")) names a journal that this version cannot open: \"\(Self.withoutPassword(journal))\". "
                    + "Only \"sqlite\" is understood; leave the setting out.")
        }
        for (name, endpoints) in upstreams {
            for endpoint in endpoints where !endpoint.hasPrefix("tcp://") && !endpoint.hasPrefix("ipc://") {
                throw SettingsError(
                    "\(resolved.place("upstream.\(name)")) must list endpoints such as tcp://127.0.0.1:7401, not \"\(endpoint)\".")
            }
        }
        if security == .plainLoopback, !Self.isLoopback(host) {
            throw SettingsError(
                "\(resolved.place("security")) is plain-loopback, which must not listen on \(host). Use --host 127.0.0.1, or --security curve."
            )
        }
        guard port == 0 || port != httpPort || host != httpHost else {
            throw SettingsError("\(resolved.place("port")) and \(resolved.place("http.port")) are both \(port). Choose two ports.")
        }
    }

    private static func isLoopback(_ host: String) -> Bool { host == "localhost" || host == "::1" || host.hasPrefix("127.") }

    /// A database's address may hold a password, which must not reach a log.
    private static func withoutPassword(_ address: String) -> String {
        guard let at = address.lastIndex(of: "@"), let scheme = address.firstRange(of: "://"), scheme.upperBound < at else {
            return address
        }
        return address[..<scheme.upperBound] + "…" + address[at...]
    }
}

/// Bounds of what a service holds and accepts.
public struct ServiceLimits: Sendable, Hashable {
    /// Bytes of the largest message accepted.
    public let message: Int
    /// Bytes that an upstream may send ahead.
    public let credit: Int
    /// Bytes of output after which a transaction is committed.
    public let transaction: Int
    /// Bytes of state's changes after which a snapshot is taken.
    public let snapshot: Int

    init(_ resolved: ResolvedSettings) {
        message = resolved.bytes("limits.message") ?? 4 << 20
        credit = max(64 << 10, resolved.bytes("limits.credit") ?? 8 << 20)
        transaction = max(64 << 10, resolved.bytes("limits.transaction") ?? 4 << 20)
        snapshot = max(64 << 10, resolved.bytes("limits.snapshot") ?? 16 << 20)
    }
}
