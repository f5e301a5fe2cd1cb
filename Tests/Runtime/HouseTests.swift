import Domain
import Foundation
import Journal
import Logging
import Schema
import ServiceLifecycle
import Testing
import Transport

@testable import Runtime

@Suite("Two services over sockets")
struct HouseTests {
    /// A service of this process: real sockets on loopback, real journals in a folder, no HTTP.
    private func foundation(
        _ name: String, _ folder: String, _ security: SecurityMode, _ flags: [String: String] = [:]
    ) async throws -> ServiceFoundation {
        var flags = flags
        flags["data"] = folder
        flags["port"] = "0"
        flags["security"] = security.rawValue
        let settings = try ServiceSettings(
            try await .resolve(SettingsCatalogue(service: name), flags: flags, environment: [:]))
        return try ServiceFoundation(
            settings, plan: ServicePlan(name: name, own: [], trimming: .byRetention, erasesTrimmed: true), metrics: MetricsRegistry(),
            tracing: TraceInstrument(), logger: StageRun.logger)
    }

    /// Keys of two services and of an operator, who trust each other; the operator's.
    private func makeKeys(_ folder: String) throws -> KeyPair {
        try FileManager.default.createDirectory(atPath: "\(folder)/keys/authorised", withIntermediateDirectories: true)
        for service in ["ingestion", "anonymization"] {
            let key = KeyPair.generate()
            try key.write(to: "\(folder)/keys/\(service).key")
            let peer = Peer(
                name: service, publicKey: key.publicKey, role: .service, service: service,
                feeds: Set(RecordType.allCases).subtracting([.text]))
            try AuthorisedKey(peer: peer).write(intoFolder: "\(folder)/keys/authorised")
        }
        let key = KeyPair.generate()
        let peer = Peer(name: "operator", publicKey: key.publicKey, role: .operator, feeds: [.signal, .forecast, .watermark])
        try AuthorisedKey(peer: peer).write(intoFolder: "\(folder)/keys/authorised")
        return key
    }

    private func append(_ records: [Record], to journal: any Journal) async throws {
        let appends = records.map { Append(type: $0.type, time: Instant(seconds: Int64($0.sequence)), payload: $0.payload) }
        _ = try await journal.transact(JournalTransaction(appends: appends))
    }

    @Test(
        "a territory that appears upstream gets its stage, whose journal is served; a stop commits all and tells the upstream",
        arguments: SecurityMode.allCases)
    func pipeline(security: SecurityMode) async throws {
        try await withTemporaryFolder { folder in
            let operatorKey = try makeKeys(folder)
            let records = StageRun.records(300)
            let upstream = try await foundation("ingestion", folder, security)
            let server = upstream.environment.server
            let endpoint = try await server.bind()
            let serving = Task { try await server.run() }

            let downstream = try await foundation("anonymization", folder, security, ["upstream.ingestion": endpoint])
            let supervisor = StageSupervisor(
                downstream.environment, reading: ["ingestion": StageRun.types], serving: [.signal, .forecast, .watermark],
                configurationDigest: [1, 2, 3], interval: .milliseconds(20)
            ) { _ in Tally() }
            let group = ServiceGroup(services: [downstream.environment.server, supervisor], logger: StageRun.logger)
            let running = Task { try await group.run() }

            let opened = try await upstream.environment.journals.journal(territory: "marseille")
            upstream.environment.serve(opened, types: Set(RecordType.allCases))
            try await append(Array(records.prefix(150)), to: opened.journal)
            try await append(Array(records.dropFirst(150)), to: opened.journal)

            // The last record asked for gives the last output.
            let own = try await downstream.environment.journal(territory: "marseille")
            for await _ in own.heads() where try await own.upstreamCursor("ingestion")?.sequence == 300 { break }
            let trust = downstream.environment.key.map { ClientSecurity.curve(operatorKey, serverKey: $0.publicKey) }
            let reader = Client(
                context: downstream.environment.transport, endpoints: [downstream.environment.server.boundEndpoint],
                security: trust ?? .plain, logger: StageRun.logger)
            let request = SubscribeRequest(territory: "marseille", start: .beginning)
            var served: [Record] = []
            for try await batch in reader.subscribe(request) {
                served += batch.records
                if batch.records.last?.sequence == batch.head { break }
            }
            let disk = MemoryDisk(identity: 9)
            let plan = CrashPlan(after: nil)
            try await StageRun(disk: disk, plan: plan, upstreams: [StageRun.upstream(MemoryUpstream(records, plan: plan))]).run()
            // The journal begins with the note of the settings, which is not served: all numbers are one higher.
            let expected = disk.records.count
            #expect(served.count == expected)
            #expect(served.first?.sequence == 2)

            await group.triggerGracefulShutdown()
            try await running.value
            #expect(try await opened.journal.consumers().map(\.name) == ["anonymization"])
            #expect(try await opened.journal.consumers().first?.sequence == 300)
            let health = await downstream.environment.health.reply()
            #expect(health.feeds.first?.watermark == Instant(seconds: 300))
            await downstream.close()
            server.drain()
            try await serving.value
            await upstream.close()
        }
    }
}
