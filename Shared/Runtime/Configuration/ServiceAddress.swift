/// Where the services of the house listen by default, and whom each reads from.
public struct ServiceAddress: Sendable, Hashable {
    /// Of the service, such as `ingestion`.
    public let name: String
    /// Its place in the row of ports.
    let offset: Int
    /// The services whose feeds it reads, in order.
    public let upstreams: [String]

    /// The first port of the row.
    public static let defaultPortBase = 7400

    /// The five services, upstream first.
    public static let all: [ServiceAddress] = [
        ServiceAddress(name: "ingestion", offset: 1, upstreams: []),
        ServiceAddress(name: "anonymization", offset: 2, upstreams: ["ingestion"]),
        ServiceAddress(name: "correlation", offset: 3, upstreams: ["anonymization"]),
        ServiceAddress(name: "forecasting", offset: 4, upstreams: ["anonymization"]),
        ServiceAddress(name: "notification", offset: 5, upstreams: ["correlation", "forecasting"]),
    ]

    /// The console, which stands beside the five. Its page is on the first port of the row, these are its health and its measures.
    public static let console = ServiceAddress(
        name: "console", offset: 6, upstreams: ["anonymization", "correlation", "forecasting", "notification"])

    /// The address of a service; the first port of the row, and no upstream, for a name that is neither one of the five nor the console.
    public static func of(_ name: String) -> ServiceAddress {
        (all + [console]).first { $0.name == name } ?? ServiceAddress(name: name, offset: 0, upstreams: [])
    }

    /// The TCP port of calls and feeds.
    public func port(base: Int) -> Int { base + offset }

    /// The TCP port of `/metrics` and `/health`.
    public func httpPort(base: Int) -> Int { base + 10 + offset }
}
