import Crypto
import Domain
import Foundation
import Ingestion
import Logging
import Runtime
import Schema
import ServiceLifecycle
import Synchronization
import Transport

/// The door: pushes of partners in, ingestion's journals out as feeds, the register read and read again.
final class IngestionService: Service {
    private let environment: ServiceEnvironment
    private let registerPath: String
    private let digesting: SipHash128
    private let metrics: IngestionMetrics
    /// By territory; guards who is open.
    private let territories = Mutex<[String: TerritoryIngestion]>([:])

    /// Seconds between two rounds of housekeeping.
    private static let tidyInterval = 5

    /// Reads the register and opens its territories.
    init(_ environment: ServiceEnvironment) async throws {
        self.environment = environment
        registerPath = environment.config.resolved.text("register") ?? "\(environment.dataDirectory)/register.yaml"
        let folder = "\(environment.dataDirectory)/ingestion"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        digesting = try InstallationSecret.read(orCreate: "\(folder)/identifiers.key")
        metrics = IngestionMetrics(environment.metrics)
        try await apply(try Self.readRegister(registerPath))
        answerForSources()
        environment.server.handle(Method.push) { [weak self] request, context throws(CallError) in
            guard let self else { throw CallError(.unavailable, "ingestion is stopping") }
            return try await self.push(request, context)
        }
    }

    /// The calls about what was refused and how the sources are.
    private func answerForSources() {
        environment.server.handle(Method.deadLetters) { [weak self] request, context throws(CallError) in
            let asked: DeadLettersRequest = try Self.decoded(request)
            guard let territory = try self?.territory(asked.territory) else { throw Self.stopping }
            return await territory.list(asked, for: context.peer).encoded()
        }
        environment.server.handle(Method.reportDeadLetters) { [weak self] request, context throws(CallError) in
            let report: DeadLetterReport = try Self.decoded(request)
            guard report.letters.count <= ReportedRefusal.maximumLetters else {
                throw CallError(.invalidArgument, "a report holds at most \(ReportedRefusal.maximumLetters) letters; send several")
            }
            guard context.peer.mayPush(report.source) else {
                throw CallError(.permissionDenied, "this key may not push for source \(report.source.debugDescription), nor report for it")
            }
            guard let territory = try self?.territory(report.territory) else { throw Self.stopping }
            guard await territory.knows(report.source) else {
                throw CallError(.permissionDenied, "the register has no source \(report.source.debugDescription)")
            }
            return try await territory.take(report).encoded()
        }
        environment.server.handle(Method.sourceHealth) { [weak self] request, context throws(CallError) in
            let asked: SourceHealthRequest = try Self.decoded(request)
            guard let territory = try self?.territory(asked.territory) else { throw Self.stopping }
            return await territory.health(for: context.peer).encoded()
        }
    }

    private static let stopping = CallError(.unavailable, "ingestion is stopping")

    private static func decoded<M: Message>(_ request: [UInt8]) throws(CallError) -> M {
        do throws(SchemaError) { return try M(decoding: request) } catch {
            throw CallError(.invalidArgument, "the request cannot be read: \(error)")
        }
    }

    private func territory(_ name: String) throws(CallError) -> TerritoryIngestion {
        guard let territory = territories.withLock({ $0[name] }) else {
            let known = territories.withLock { $0.keys.sorted().joined(separator: ", ") }
            throw CallError(.notFound, "the register has no territory \(name.debugDescription); it has: \(known)")
        }
        return territory
    }

    private static func readRegister(_ path: String) throws -> RegisterFile {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SettingsError(
                "There is no register at \(path). Write one (compose/config/register.yaml shows how), or name another with --register.")
        }
        do throws(RegisterError) {
            var file = try RegisterFile(yaml: String(decoding: data, as: UTF8.self), digest: Array(SHA256.hash(data: data)))
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
            try file.read { name in
                FileManager.default.contents(atPath: URL(fileURLWithPath: name, relativeTo: folder).path).map(Array.init)
            }
            return file
        } catch {
            throw SettingsError("The register \(path) has faults; nothing of it is used:\n\(error)")
        }
    }

    /// Opens what is new and updates what is known; a territory that is gone is served to the end but takes nothing more.
    private func apply(_ file: RegisterFile) async throws {
        for register in file.registers {
            let name = register.territory.identifier
            let oldest = file.oldest[name] ?? RegisterFile.defaultOldest
            if let territory = territories.withLock({ $0[name] }) {
                try await territory.update(register: register, oldest: oldest)
                continue
            }
            let territory = try await TerritoryIngestion(
                opened: try await environment.journals.journal(territory: name), register: register, oldest: oldest, digesting: digesting,
                folder: URL(fileURLWithPath: "\(environment.dataDirectory)/ingestion/\(name).keys"), metrics: metrics,
                readiness: environment.readiness, logger: environment.logger, now: { WallClock.now() })
            environment.health.add(territory.feed)
            environment.server.serve(feed: territory.feed)
            territories.withLock { $0[name] = territory }
        }
        let named = Set(file.registers.map(\.territory.identifier))
        territories.withLock { territories in
            for gone in territories.keys where !named.contains(gone) { territories[gone] = nil }
        }
    }

    private func push(_ request: [UInt8], _ context: CallContext) async throws(CallError) -> [UInt8] {
        guard request.count <= IngestionLimits.bytes else {
            throw CallError(.invalidArgument, "a batch holds at most \(IngestionLimits.bytes) bytes; this one has \(request.count)")
        }
        let address: ObservationBatchAddress
        do throws(SchemaError) { address = try ObservationBatchAddress(reading: request) } catch {
            throw CallError(.invalidArgument, "the request is not an ObservationBatch: \(error)")
        }
        guard context.peer.mayPush(address.sourceID) else {
            throw CallError(
                .permissionDenied,
                "this key may not push for source \(address.sourceID.debugDescription); ask for it to be added to the key's file")
        }
        guard let territory = territories.withLock({ $0[address.territory] }) else {
            let known = territories.withLock { $0.keys.sorted().joined(separator: ", ") }
            throw CallError(.permissionDenied, "the register has no territory \(address.territory.debugDescription); it has: \(known)")
        }
        return try await territory.push(request, source: address.sourceID, context: context).encoded()
    }

    /// Moves watermarks, tidies, and reads the register again on SIGHUP, until a graceful shutdown.
    func run() async throws {
        let failure: (any Error)? = await cancelWhenGracefulShutdown {
            await withTaskGroup(of: (any Error)?.self) { group in
                group.addTask { await self.keepTime() }
                group.addTask {
                    for await _ in self.environment.reload.events() where !Task.isCancelled { await self.reload() }
                    return nil
                }
                let first = await group.next() ?? nil
                group.cancelAll()
                return first
            }
        }
        for territory in territories.withLock({ Array($0.values) }) { await territory.close() }
        if let failure { throw failure }
    }

    private func keepTime() async -> (any Error)? {
        var round = 0
        while !Task.isCancelled {
            for territory in territories.withLock({ Array($0.values) }) {
                do { try await territory.tick() } catch { return error }
                if round.isMultiple(of: Self.tidyInterval) { await territory.tidy() }
            }
            round += 1
            do { try await Task.sleep(for: .seconds(1)) } catch { return nil }
        }
        return nil
    }

    /// A register with faults changes nothing; what was in force stays.
    private func reload() async {
        do {
            try await apply(try Self.readRegister(registerPath))
            environment.readiness.clear("register")
        } catch {
            environment.readiness.set("register", "\(error)", blocks: false)
            environment.logger.error("The register was not taken; the one before stays in force", metadata: ["reason": "\(error)"])
        }
    }
}
