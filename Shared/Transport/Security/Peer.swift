public import Domain

/// Who is at the other end of a connection, and what the key it proved to hold lets it do.
public struct Peer: Sendable, Hashable {
    /// The name under which the key is authorised.
    public var name: String
    /// Z85; empty for a peer on loopback without CURVE.
    public var publicKey: String
    /// What it is to the house.
    public var role: Role
    /// Which service it is, with role `service`; also the name under which it consumes feeds.
    public var service: String?
    /// Sources it may push; `*` for every source.
    public var sources: Set<String>
    /// Record types it may read.
    public var feeds: Set<RecordType>
    /// Audiences whose alerts it may read, where its file names any; what holds where it names none, `mayHear` says.
    public var audiences: Set<Audience>
    /// How many alerts it is sent, at the most; nil for any number.
    public var limits: AlertLimits?

    /// A peer with its rights.
    public init(
        name: String, publicKey: String, role: Role, service: String? = nil, sources: Set<String> = [], feeds: Set<RecordType> = [],
        audiences: Set<Audience> = [], limits: AlertLimits? = nil
    ) {
        self.name = name
        self.publicKey = publicKey
        self.role = role
        self.service = service
        self.sources = sources
        self.feeds = feeds
        self.audiences = audiences
        self.limits = limits
    }

    /// Whoever connects to a server that was configured without encryption, on this machine only: may do everything.
    public static let loopback = Peer(name: "loopback", publicKey: "", role: .operator, sources: ["*"], feeds: Set(RecordType.allCases))

    private var isLoopback: Bool { publicKey.isEmpty }

    /// Whether it may call a method. What it may push, read or consume is asked apart.
    public func mayCall(_ method: String) -> Bool {
        switch method {
        case Method.healthCheck, Method.healthWatch, Method.describe: true
        case Method.push: !sources.isEmpty
        case Method.subscribe, Method.commit: !feeds.isEmpty
        case Method.forget: role == .operator
        case Method.acknowledge: role == .gateway || role == .operator || role == .console
        case Method.act, Method.ruleRecords: role == .operator || role == .console
        // What a subscription to alerts would show, at once.
        case Method.inForce: feeds.contains(.alert) || isLoopback
        // The handlers look at the sources: a partner sees and reports its own alone.
        case Method.deadLetters, Method.reportDeadLetters, Method.sourceHealth:
            role == .operator || role == .console || role == .service || !sources.isEmpty
        default: role == .service || role == .operator
        }
    }

    /// Whether it may push observations of a source.
    public func mayPush(_ source: String) -> Bool { sources.contains(source) || sources.contains("*") }

    /// Whether it may read records of a type.
    ///
    /// Observations hold personal data: they are for anonymization's key alone, whatever the file of another key says.
    /// Redacted texts are for the console's alone.
    public func mayRead(_ type: RecordType) -> Bool {
        guard feeds.contains(type) else { return false }
        if isLoopback { return true }
        return switch type {
        case .observations: role == .service && service == "anonymization"
        case .text: role == .console
        default: true
        }
    }

    /// The audiences whose alerts it may read: those that its file names; where it names none, all for those who run the house, and for
    /// gateways and partners, who carry them outside of it, partner agencies and the public.
    public var mayHear: Set<Audience> {
        if isLoopback { return Set(Audience.allCases) }
        if !audiences.isEmpty { return audiences }
        return switch role {
        case .gateway, .partner: [.partnerAgencies, .public]
        case .service, .operator, .console: Set(Audience.allCases)
        }
    }

    /// The filter that holds for it where it asks for alerts by another: one that names no audience asks for all that it may hear.
    ///
    /// The one place that decides: subscriptions and queries go through it. Throws PERMISSION_DENIED where it asks for more than it may.
    public func narrowed(_ filter: AlertFilter?) throws(CallError) -> AlertFilter? {
        let mayHear = mayHear
        guard mayHear.count < Audience.allCases.count else { return filter }
        var filter = filter ?? AlertFilter()
        if let forbidden = filter.audiences.subtracting(mayHear).min() {
            let allowed = mayHear.sorted().map(\.name).joined(separator: ", ")
            throw CallError(
                .permissionDenied,
                """
                the key of \(name) may not read alerts of audience \(forbidden.name), only of \(allowed): ask for those, or have its file among \
                the authorised keys say so (`audiences: …, \(forbidden.name)`; `quietude keys new NAME --audience \(forbidden.name)` for a new key)
                """)
        }
        if filter.audiences.isEmpty { filter.audiences = mayHear }
        return filter
    }

    /// Whether it may read and commit as a consumer: under its service's name, its own, or a name below its own (`name/…`).
    ///
    /// Whoever commits for another could make records be trimmed that the other has not read.
    public func mayConsume(as consumer: String) -> Bool {
        consumer.isEmpty || isLoopback || consumer == service || consumer == name || consumer.hasPrefix(name + "/")
    }
}
