import Logging
import Runtime
import Schema
import Transport

/// The way from the command line to the services: the operator's key, or another that is named.
struct Connection: Sendable {
    private let context: TransportContext
    private let house: House
    private let pair: KeyPair
    private let logger: Logger

    /// Opens the transport of this process. `key` names another key file than the operator's.
    init(_ house: House, key: String? = nil) throws {
        self.house = house
        let ring = KeyRing(house: house)
        pair = try key.map { path in try KeyPair(readingFrom: path) } ?? ring.operatorKey()
        logger = Logger(label: "quietude") { _ in SwiftLogNoOpLogHandler() }
        context = try TransportContext(logger: logger)
    }

    /// A client of one service; `endpoint` and `serverKey` replace what the data folder says.
    func client(of service: String, endpoint: String? = nil, serverKey: String? = nil, portBase: Int? = nil) throws -> Client {
        let port = ServiceAddress.of(service).port(base: portBase ?? house.portBase())
        let key = try serverKey ?? KeyRing(house: house).serverKey(of: service)
        return try Client(
            context: context, endpoints: [endpoint ?? "tcp://127.0.0.1:\(port)"], security: .curve(pair, serverKey: key),
            options: ClientOptions(), logger: logger)
    }

    /// How a service is; throws `CallError` where it does not answer in time.
    func health(of service: String, within limit: Duration, portBase: Int? = nil) async throws -> HealthReply {
        let client = try client(of: service, portBase: portBase)
        do {
            let reply = try await client.call(Method.healthCheck, HealthRequest().encoded(), deadline: limit, idempotent: true)
            await client.close()
            return try HealthReply(decoding: reply)
        } catch {
            await client.close()
            throw error
        }
    }

    /// Closes the sockets of this process.
    func close() async { await context.shutdown() }
}
