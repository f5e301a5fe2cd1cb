import Domain
import Foundation
import Glibc
import Logging
import Runtime
import Schema
import Synchronization
import Transport

/// The five services as real processes on ports of their own, in a temporary data folder that goes with them.
final class TestHouse: Sendable {
    /// The data folder.
    let root: String
    let keys: HouseKeys
    private let portBase: Int
    private let context: TransportContext
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    /// The run of each service by name; guards who runs.
    private let runs = Mutex<[String: ServiceRun]>([:])

    /// Makes the folder, the keys, the register and an alert policy; nothing runs yet.
    ///
    /// - Parameter root: a folder to make everything in; nil makes a temporary one.
    init(register: String = TestTerritory.register(), root: String? = nil) throws {
        self.root = root ?? "\(NSTemporaryDirectory())/quietude-house-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: "\(self.root)/logs", withIntermediateDirectories: true)
        keys = try HouseKeys(root: self.root)
        try Data(register.utf8).write(to: URL(fileURLWithPath: "\(self.root)/register.yaml"))
        try Data(TestPolicy.yaml.utf8).write(to: URL(fileURLWithPath: "\(self.root)/alert-policy.yaml"))
        portBase = try FreePorts.base()
        context = try TransportContext(logger: logger)
    }

    /// Does something with a house (nothing runs yet) and closes it, whatever happens.
    static func with<R>(
        register: String = TestTerritory.register(), root: String? = nil, _ body: (TestHouse) async throws -> R
    ) async throws -> R {
        let house = try TestHouse(register: register, root: root)
        do {
            let result = try await body(house)
            await house.close()
            return result
        } catch {
            await house.close()
            throw error
        }
    }

    // MARK: Processes

    /// Starts services and, unless told otherwise, waits until each serves.
    func start(
        _ names: [String] = Programs.services, arguments: [String] = [], environment: [String: String] = [:], waiting: Bool = true
    ) async throws {
        for name in names {
            let run = try ServiceRun(
                executable: Programs.path(of: "quietude-\(name)"),
                arguments: arguments, environment: settings.merging(environment) { $1 }, log: "\(root)/logs/\(name).log")
            runs.withLock { $0[name] = run }
        }
        if waiting { for name in names { try await waitUntilServing(name) } }
    }

    /// Given as variables: where libfaketime is preloaded Swift does not find the arguments of its process.
    private var settings: [String: String] {
        ["QUIETUDE_DATA": root, "QUIETUDE_PORT_BASE": "\(portBase)", "QUIETUDE_LOG_FORMAT": "human"]
    }

    /// kill -9, and waits until they are gone.
    func kill(_ names: [String] = Programs.services) async { await end(names, SIGKILL) }

    /// Asks for a clean stop and waits for it; one that does not stop within 20 s is killed.
    func stop(_ names: [String] = Programs.services) async { await end(names, SIGTERM) }

    private func end(_ names: [String], _ signal: Int32) async {
        let ending = runs.withLock { runs in names.compactMap { runs.removeValue(forKey: $0) } }
        for run in ending { run.send(signal) }
        for run in ending {
            let killer = Task {
                try await Task.sleep(for: .seconds(20))
                run.send(SIGKILL)
            }
            await run.end()
            killer.cancel()
        }
    }

    func signal(_ name: String, _ signal: Int32) { runs.withLock { $0[name] }?.send(signal) }

    func isRunning(_ name: String) -> Bool { runs.withLock { $0[name] }?.isRunning ?? false }

    /// Resident memory of a service, bytes.
    func residentBytes(of name: String) -> Int { runs.withLock { $0[name] }?.residentBytes ?? 0 }

    /// The last lines of a service's log.
    func logTail(of name: String, lines: Int = 8) -> String {
        let text = String(decoding: FileManager.default.contents(atPath: "\(root)/logs/\(name).log") ?? Data(), as: UTF8.self)
        return text.split(separator: "\n").suffix(lines).joined(separator: "\n")
    }

    /// Kills what still runs and removes the folder (kept where `QUIETUDE_KEEP` is set).
    func close() async {
        await kill(runs.withLock { Array($0.keys) })
        await context.shutdown()
        if ProcessInfo.processInfo.environment["QUIETUDE_KEEP"] == nil { try? FileManager.default.removeItem(atPath: root) }
    }

    /// A server in this process in place of a service: under its key, on its port.
    func standIn(for name: String) throws -> Server {
        let authorised = AuthorisedKeys(folder: "\(root)/keys/authorised")
        try authorised.reload()
        return Server(
            context: context, name: name, endpoint: endpoint(of: name), security: .curve(try keys.pair(of: name), authorised),
            logger: logger)
    }

    // MARK: Clients

    /// The endpoint of a service.
    func endpoint(of service: String) -> String { "tcp://127.0.0.1:\(port(of: service))" }

    func port(of service: String) -> Int { ServiceAddress.of(service).port(base: portBase) }

    /// A client of a service with the key of a name, or with a pair that nobody may know.
    func client(of service: String, as name: String = "operator", pair: KeyPair? = nil) throws -> Client {
        let own = try pair ?? keys.pair(of: name)
        return Client(
            context: context, endpoints: [endpoint(of: service)],
            security: .curve(own, serverKey: try keys.pair(of: service).publicKey), logger: logger)
    }

    /// Waits until a service answers Health/Check with `serving`.
    func waitUntilServing(_ name: String, within limit: Duration = .seconds(60)) async throws {
        let client = try client(of: name)
        defer { Task { await client.close() } }
        let clock = ContinuousClock()
        let end = clock.now + limit
        while true {
            if let reply = try? await client.health(deadline: .seconds(2)), reply.status == .serving { return }
            guard isRunning(name), clock.now < end else {
                throw HouseError("\(name) does not come up; its log ends with:\n\(logTail(of: name))")
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    /// How a service is.
    func health(of name: String) async throws -> HealthReply {
        let client = try client(of: name)
        defer { Task { await client.close() } }
        return try await client.health()
    }
}
