public import Domain
import Foundation
import Transport

/// What every gateway's file says: where the feed is, where its state lies, how it tries.
public struct GatewaySettings: Sendable {
    /// Whose alerts.
    public var territory: String
    /// Under which name it consumes and acknowledges: its key's, or one below it.
    public var consumer: String
    /// Where notification serves its feed.
    public var endpoints: [String]
    /// Its key file; nil without CURVE, on loopback alone.
    public var keyFile: String?
    /// Notification's public key.
    public var serverKey: String
    /// Folder of its state.
    public var data: String
    /// Host of `/metrics` and `/health`.
    public var httpHost: String
    /// Their port; 0: not served.
    public var httpPort: Int
    /// What the subscription asks for.
    public var filter: AlertFilter
    /// How many of them the gateway wants; nil for all as they come.
    public var limits: AlertLimits?
    /// Whether an alert that is over is dropped instead of rung; false only for replays.
    public var dropsExpired: Bool
    /// When it tries again.
    public var retry: RetryRule
    /// How long one try may take.
    public var timeout: Duration
    /// Tries under way at once.
    public var width: Int
    /// Deliveries that may wait before no more alerts are taken.
    public var outbox: Int
    /// A certificate file to trust beside the system's; nil for the system's alone.
    public var trustFile: String?

    /// Reads the part of the file that all gateways have.
    init(_ root: ConfigurationSection) {
        territory = root.required("territory", "the territory's name in the register")
        consumer = root.required("name", "the name of the gateway's key, or that and /something")
        data = root.required("data", "a folder for the gateway's own state")
        let notification = root.section("notification")
        endpoints = notification.list("endpoints")
        if endpoints.isEmpty { endpoints = ["tcp://127.0.0.1:7405"] }
        if notification.word("security", [("curve", true), ("plain", false)], default: true) {
            keyFile = notification.required("key-file", "the file that `quietude keys new NAME --role gateway --feed alert` made")
            serverKey = notification.text("server-key") ?? ""
            if let path = notification.text("server-key-file") { serverKey = GatewaySettings.publicKey(path) ?? "" }
            if !KeyPair.isKey(serverKey) {
                notification.fault(
                    "server-key", "write notification's public key (40 characters), or server-key-file: …/keys/authorised/notification.key")
            }
        } else {
            (keyFile, serverKey) = (nil, "")
        }
        notification.finish()
        let http = root.section("http")
        httpHost = http.text("host") ?? "127.0.0.1"
        httpPort = http.number("port", in: 0...65_535, default: 0)
        http.finish()
        filter = EndpointFilter(root.section("filter")).subscription
        limits = GatewaySettings.limits(root)
        let delivery = root.section("delivery")
        retry = RetryRule(
            attempts: delivery.number("attempts", in: 1...1_000, default: 12),
            first: delivery.duration("first-wait", in: .milliseconds(1) ... .seconds(3_600), default: .seconds(1)),
            longest: delivery.duration("longest-wait", in: .milliseconds(1) ... .seconds(86_400), default: .seconds(600)))
        timeout = delivery.duration("timeout", in: .milliseconds(10) ... .seconds(300), default: .seconds(10))
        width = delivery.number("at-once", in: 1...1_024, default: 64)
        outbox = delivery.number("outbox", in: 1...10_000_000, default: 1_000_000)
        dropsExpired = delivery.flag("drop-expired", default: true)
        trustFile = delivery.text("trust-file")
        delivery.finish()
    }

    private static func limits(_ root: ConfigurationSection) -> AlertLimits? {
        guard root.has("limits") else { return nil }
        let section = root.section("limits")
        defer { section.finish() }
        do throws(AlertLimits.Unreadable) { return try AlertLimits.read { section.text($0) } } catch {
            section.fault(error.field, error.remedy)
            return nil
        }
    }

    /// The line `key:` of an authorised key's file.
    private static func publicKey(_ path: String) -> String? {
        guard let text = FileManager.default.contents(atPath: path).map({ String(decoding: $0, as: UTF8.self) }) else { return nil }
        for line in text.split(separator: "\n") where line.hasPrefix("key:") || line.hasPrefix("public:") {
            return line.drop { $0 != ":" }.dropFirst().trimmingCharacters(in: .whitespaces)
        }
        return nil
    }
}
