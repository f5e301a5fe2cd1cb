import Domain
import Foundation
import Glibc
import Runtime
import Schema
import Synchronization
import Transport

/// A house of its own for a benchmark: a data folder, keys, the bench's register, and some of the five services as processes.
final class BenchHouse: Sendable {
    let house: House
    let connection: Connection
    private let portBase: Int
    /// Guards the list, which grows as services are started.
    private let launched = Mutex<[ServiceProcess]>([])
    private var running: [ServiceProcess] { launched.withLock { $0 } }

    /// Makes the folder and the keys; nothing runs yet.
    init(_ options: BenchOptions, register: String) throws {
        let folder = "\(options.scratch)/quietude-bench-\(getpid())-\(UInt32.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        house = House(root: folder)
        portBase = options.portBase
        try FileManager.default.createDirectory(atPath: house.logs, withIntermediateDirectories: true)
        _ = try KeyRing(house: house).prepare()
        try Data(register.utf8).write(to: URL(fileURLWithPath: house.register))
        _ = try PolicyCopy.place(into: house)
        connection = try Connection(house)
    }

    /// Starts services and waits until each serves.
    func start(_ names: [String]) async throws {
        let plans = try ServicePlan.all(house: house, portBase: portBase, logFormat: .human, showLogs: false).filter {
            names.contains($0.name)
        }
        for plan in plans {
            let run = try ServiceProcess.launch(
                name: plan.name, executable: plan.executable, arguments: plan.arguments, log: plan.log)
            launched.withLock { $0.append(run) }
        }
        let clock = ContinuousClock()
        let limit = clock.now + .seconds(30)
        for plan in plans {
            while (try? await connection.health(of: plan.name, within: .seconds(1), portBase: portBase))?.status != .serving {
                guard clock.now < limit else {
                    let tail = plan.logTail(lines: 5).joined(separator: "\n")
                    throw Failure("\(plan.name) does not come up:\n\(tail)", "\(plan.name) ne démarre pas :\n\(tail)")
                }
                try await Task.sleep(for: .milliseconds(50))
            }
        }
    }

    func client(of service: String) throws -> Client { try connection.client(of: service, portBase: portBase) }

    /// A client of a connection with another key than the operator's.
    func client(of service: String, through connection: Connection) throws -> Client {
        try connection.client(of: service, portBase: portBase)
    }

    /// A client with a service's own key, to read what only it may.
    func client(of service: String, as reader: String) throws -> Client {
        try Connection(house, key: house.key(of: reader)).client(of: service, portBase: portBase)
    }

    /// Resident memory of each service, MiB.
    func memory() -> [String: Double] {
        Dictionary(
            uniqueKeysWithValues: running.map { run in
                let fields =
                    (FileManager.default.contents(atPath: "/proc/\(run.identifier)/statm").map { String(decoding: $0, as: UTF8.self) })?
                    .split(separator: " ")
                return (run.name, (fields.flatMap { $0.count > 1 ? Double($0[1]) : nil } ?? 0) * 4096 / 1_048_576)
            })
    }

    /// Processor time of each service so far, seconds.
    func processorTime() -> [String: Double] {
        Dictionary(
            uniqueKeysWithValues: running.map { run in
                let text =
                    FileManager.default.contents(atPath: "/proc/\(run.identifier)/stat").map { String(decoding: $0, as: UTF8.self) } ?? ""
                let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
                let ticks = fields.count > 12 ? (Double(fields[11]) ?? 0) + (Double(fields[12]) ?? 0) : 0
                return (run.name, ticks / Double(sysconf(Int32(_SC_CLK_TCK))))
            })
    }

    /// Stops the services and removes the folder.
    func close() async {
        for run in running { run.send(SIGTERM) }
        for run in running {
            let killer = Task {
                try await Task.sleep(for: .seconds(20))
                run.send(SIGKILL)
            }
            _ = await run.end()
            killer.cancel()
        }
        await connection.close()
        try? FileManager.default.removeItem(atPath: house.root)
    }
}

extension BenchHouse {
    /// Does something with a house and closes it, whatever happens.
    static func with<R>(
        _ options: BenchOptions, register: String, services: [String], _ body: (BenchHouse) async throws -> R
    ) async throws -> R {
        let house = try BenchHouse(options, register: register)
        do {
            try await house.start(services)
            let result = try await body(house)
            await house.close()
            return result
        } catch {
            await house.close()
            throw error
        }
    }

    /// Pushes encoded batches with so many on the way at once; seconds it took until the last was durable.
    func push(_ batches: [[UInt8]], through client: Client, window: Int) async throws -> Double {
        let clock = ContinuousClock()
        let start = clock.now
        try await withThrowingTaskGroup(of: Void.self) { group in
            var next = 0
            func add() {
                guard next < batches.count else { return }
                let batch = batches[next]
                next += 1
                group.addTask {
                    let reply = try await client.call(Method.push, batch, deadline: .seconds(60), idempotent: true)
                    let receipt = try PushReceipt(decoding: reply)
                    guard receipt.refusals.isEmpty else {
                        throw Failure(
                            "a batch of the benchmark was refused: \(receipt.refusals[0].message)",
                            "un lot a été refusé : \(receipt.refusals[0].message)")
                    }
                }
            }
            for _ in 0..<window { add() }
            while try await group.next() != nil { add() }
        }
        return (clock.now - start).inSeconds
    }
}
