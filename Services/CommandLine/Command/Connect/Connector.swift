import AsyncHTTPClient
import Domain
import Foundation
import Ingestion
import Journal
import Logging
import NIOCore
import Transport

/// All feeds of a configuration, read and pushed at once, until a signal or, with `once`, until all was read one time.
struct Connector {
    /// How long a stop waits for what is on the disk to reach the house; what does not is pushed at the next start.
    private static let drain = Duration.seconds(5)

    let plan: ConnectorPlan
    let once: Bool
    /// With `once`: how long to wait for a house that is away.
    let patience: Duration

    /// What a run came to.
    struct Outcome: Sendable {
        var failures = 0
        var waiting: UInt64 = 0
    }

    private struct Lane: Sendable {
        let setup: FeedSetup
        let spool: Spool
        let tally: FeedTally
        let file: DocumentFile
        let jitter: SplitMix64
    }

    /// Runs; throws where a spool fails.
    func run() async throws -> Outcome {
        let logger = Logger(label: "quietude") { _ in SwiftLogNoOpLogHandler() }
        let context = try TransportContext(logger: logger)
        let client = Client(
            context: context, endpoints: plan.endpoints, security: .curve(plan.pair, serverKey: plan.serverKey), options: ClientOptions(),
            logger: logger)
        let http = HTTPClient(configuration: Self.httpConfiguration)
        var lanes: [Lane] = []
        let outcome: Result<Outcome, any Error>
        do {
            for (index, setup) in plan.feeds.enumerated() {
                let spool = try await Spool(folder: plan.state, feed: setup.feed.name, limit: setup.feed.spool)
                lanes.append(
                    Lane(
                        setup: setup, spool: spool, tally: FeedTally(),
                        file: DocumentFile(path: "\(plan.state)/connect/\(setup.feed.name).document"),
                        jitter: SplitMix64(seed: plan.seed, UInt64(index))))
            }
            outcome = .success(try await work(lanes, client, http))
        } catch {
            outcome = .failure(error)
        }
        for lane in lanes { await lane.spool.journal.close() }
        await client.close()
        await context.shutdown()
        try? await http.shutdown()
        return try outcome.get()
    }

    private static var httpConfiguration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(
            redirectConfiguration: .disallow, timeout: .init(connect: .seconds(10), read: .seconds(60)), decompression: .disabled)
        configuration.httpVersion = .http1Only
        return configuration
    }

    private func work(_ lanes: [Lane], _ client: Client, _ http: HTTPClient) async throws -> Outcome {
        let progress = ConnectorProgress(lanes.map { ($0.setup.feed.name, $0.tally) }, metrics: plan.metrics)
        return try await withThrowingTaskGroup(of: Void.self) { pushing in
            for lane in lanes {
                pushing.addTask {
                    var pusher = FeedPusher(
                        spool: lane.spool, client: client, territory: plan.territory, source: lane.setup.feed.source, tally: lane.tally,
                        jitter: SplitMix64(seed: plan.seed, 1, UInt64(lane.setup.feed.name.utf8.count)))
                    do { try await pusher.run() } catch is CancellationError {}
                }
            }
            pushing.addTask {
                while !Task.isCancelled {
                    do { try await Task.sleep(for: .seconds(Int64(plan.progress))) } catch { return }
                    progress.show()
                }
            }
            try await read(lanes, http)
            await drained(lanes, within: once ? patience : Self.drain)
            progress.show()
            pushing.cancelAll()
            while try await pushing.next() != nil {}
            var outcome = Outcome()
            for lane in lanes {
                outcome.failures += lane.tally.numbers.failures
                outcome.waiting += try await lane.spool.waiting()
            }
            return outcome
        }
    }

    /// Reads all feeds until a signal stops it, or until each was read once.
    private func read(_ lanes: [Lane], _ http: HTTPClient) async throws {
        let (stopped, stop) = AsyncStream.makeStream(of: Never.self)
        let signals = StopSignals([SIGINT, SIGTERM]) { _ in stop.finish() }
        defer { signals.cancel() }
        try await withThrowingTaskGroup(of: Bool.self) { reading in
            for lane in lanes {
                reading.addTask {
                    let reader = try await FeedReader(
                        lane.setup,
                        writer: SpoolWriter(spool: lane.spool, tally: lane.tally, now: { plan.now() }, patience: once ? patience : nil),
                        tally: lane.tally,
                        file: lane.file, fetch: plan.fetch(lane.setup.feed, http), now: { plan.now() })
                    var loop = FeedLoop(setup: lane.setup, tally: lane.tally, jitter: lane.jitter)
                    do { try await loop.run(reader, once: once) } catch is CancellationError {}
                    return false
                }
            }
            reading.addTask {
                for await _ in stopped {}
                return true
            }
            var running = lanes.count
            while let isStop = try await reading.next() {
                running -= isStop ? 0 : 1
                if isStop || running == 0 { break }
            }
            reading.cancelAll()
            while try await reading.next() != nil {}
        }
    }

    /// Waits until nothing is on the disk any more, or for so long.
    private func drained(_ lanes: [Lane], within limit: Duration) async {
        let clock = ContinuousClock()
        let end = clock.now + limit
        while clock.now < end {
            var waiting: UInt64 = 0
            for lane in lanes { waiting += (try? await lane.spool.waiting()) ?? 0 }
            if waiting == 0 { return }
            do { try await Task.sleep(for: .milliseconds(50)) } catch { return }
        }
    }
}
