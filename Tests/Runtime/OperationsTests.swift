import Foundation
import Journal
import Schema
import ServiceLifecycle
import Synchronization
import Testing

@testable import Runtime

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

@Suite("Health and its pages")
struct OperationsTests {
    @Test("a service without reasons is ready")
    func ready() async {
        let reporter = HealthReporter(service: "correlation", readiness: Readiness())
        let reply = await reporter.reply()
        #expect(reply.status == .serving && reply.service == "correlation" && reply.version == QuietudeVersion.current)
        #expect(OperationsPage.ready(reply).status == 200)
    }

    @Test("a reason makes it not ready until it is taken back; a notice does not")
    func reasons() async {
        let readiness = Readiness()
        let reporter = HealthReporter(service: "correlation", readiness: readiness)
        readiness.set("upstream/ingestion", "does not answer", blocks: false)
        #expect(await reporter.reply().status == .serving)
        readiness.set("keys", "the \"folder\" is gone")
        let page = OperationsPage.ready(await reporter.reply())
        #expect(page.status == 503)
        #expect(page.body.contains("\"reasons\":[\"keys: the \\\"folder\\\" is gone\",\"upstream/ingestion: does not answer\"]"))
        readiness.clear("keys")
        #expect(readiness.isReady && readiness.reasons.count == 1)
    }

    @Test("the page is JSON")
    func json() async throws {
        let readiness = Readiness()
        readiness.set("a", "b\n\u{7}")
        readiness.report("é \\")
        let page = OperationsPage.ready(await HealthReporter(service: "s", readiness: readiness).reply())
        let object = try #require(try JSONSerialization.jsonObject(with: Data(page.body.utf8)) as? [String: Any])
        #expect(object["reasons"] as? [String] == ["a: b\n\u{7}"])
        #expect(object["last_error"] as? String == "é \\")
    }

    @Test("a journal that cannot be read makes the service not ready")
    func brokenJournal() async {
        let plan = CrashPlan(after: 0)
        let reporter = HealthReporter(service: "s", readiness: Readiness())
        reporter.add(JournalFeed(MemoryJournal(MemoryDisk(identity: 1), plan: plan), types: [.signal], facts: FeedFacts()))
        let reply = await reporter.reply()
        #expect(reply.status == .notServing && reply.reasons.first?.hasPrefix("journal/marseille: ") == true)
    }

    @Test("the pages are served over HTTP until a graceful shutdown")
    func served() async throws {
        let readiness = Readiness()
        readiness.set("a", "b")
        let (ports, bound) = AsyncStream.makeStream(of: Int.self)
        let server = OperationsServer(
            host: "127.0.0.1", port: 0, service: "s", health: HealthReporter(service: "s", readiness: readiness),
            metrics: MetricsRegistry(),
            logger: StageRun.logger, bound: { bound.yield($0) })
        let group = ServiceGroup(services: [server], logger: StageRun.logger)
        let running = Task { try await group.run() }
        var iterator = ports.makeAsyncIterator()
        let port = try #require(await iterator.next())
        func get(_ path: String) async throws -> (Int, String) {
            let url = try #require(URL(string: "http://127.0.0.1:\(port)\(path)"))
            let (data, response) = try await URLSession.shared.data(from: url)
            return ((response as? HTTPURLResponse)?.statusCode ?? 0, String(decoding: data, as: UTF8.self))
        }
        #expect(try await get("/health/live").0 == 200)
        #expect(try await get("/health/ready").0 == 503)
        #expect(try await get("/metrics").1.contains("process_resident_memory_bytes"))
        #expect(try await get("/other").0 == 404)
        await group.triggerGracefulShutdown()
        try await running.value
    }
}
