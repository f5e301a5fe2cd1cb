import ArgumentParser
import Domain
import Foundation
import Schema
import Transport

/// `quietude bench ingest`: pushes into ingestion alone, and the same into NATS JetStream where `nats-server` is there.
struct BenchIngest: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ingest",
        abstract: say("Pushes into ingestion, beside NATS JetStream.", "Pousse vers ingestion, à côté de NATS JetStream."))

    @OptionGroup var options: BenchOptions

    @Option(help: ArgumentHelp(say("Observations a run.", "Observations par mesure."), valueName: "n"))
    var observations: Int = 2_000_000

    @Option(help: ArgumentHelp(say("Batches on the way at once.", "Lots en route à la fois."), valueName: "n"))
    var window: Int = 32

    @Option(help: ArgumentHelp(say("Single pushes for the latency.", "Envois isolés pour la latence."), valueName: "n"))
    var singles: Int = 5_000

    @Flag(help: ArgumentHelp(say("Leaves the peer out.", "Sans le concurrent.")))
    var alone = false

    func run() async throws {
        let size = 256
        let count = max(1, observations / size)
        var ours: [Double] = []
        var peer: [Double] = []
        var processor = 0.0
        var bytes = 0.0
        for run in 0..<options.runs {
            if !alone,
                let figure = try await NATSPeer.publish(
                    scratch: options.scratch, port: options.portBase + 90, messages: min(observations, 500_000))
            {
                peer.append(figure)
            }
            try await BenchHouse.with(options, register: BenchLoad.register(rate: 10_000_000), services: ["ingestion"]) { house in
                let client = try house.client(of: "ingestion")
                let load = BenchLoad(run: run)
                let batches = (0..<count).map { index in
                    ObservationBatch(
                        territory: BenchLoad.territory, sourceID: BenchLoad.source, observations: load.batch(index, size: size),
                        reportedUntil: nil
                    ).encoded()
                }
                bytes = Double(batches[0].count) / Double(size)
                _ = try await house.push(Array(batches.prefix(32)), through: client, window: window)
                let before = house.processorTime()["ingestion"] ?? 0
                let seconds = try await house.push(Array(batches.dropFirst(32)), through: client, window: window)
                processor = ((house.processorTime()["ingestion"] ?? 0) - before) / Double((count - 32) * size) * 1e9
                ours.append(Double((count - 32) * size) / seconds)
                await client.close()
            }
        }
        // In a house of its own: what the load before left to be written would be measured otherwise.
        let latencies = try await BenchHouse.with(options, register: BenchLoad.register(rate: 10_000_000), services: ["ingestion"]) {
            house in
            let client = try house.client(of: "ingestion")
            let latencies = try await self.latencies(client, load: BenchLoad(run: 1_000_000))
            await client.close()
            return latencies
        }
        let our = Spread(ours)
        let theirs = Spread(peer)
        Output.line(
            JSON.object([
                ("bench", "ingest"), ("observation_bytes", .number(bytes)), ("batch", .whole(size)), ("window", .whole(window)),
                ("unit", "observations/s"), ("quietude", our.json), ("nats_jetstream_file_async", peer.isEmpty ? .null : theirs.json),
                ("ratio", peer.isEmpty ? .null : .number(our.median / theirs.median)),
                ("ingestion_cpu_ns_per_observation", .number(processor)), ("single_push_ms_at_1000_per_s", Spread(latencies).latencies),
                ("goals", .object([("observations_per_s", 1_000_000), ("ratio", 4), ("single_push_p99_ms", 5)])),
            ]).text)
    }

    /// Milliseconds of single pushes, one started each millisecond whether the last came back or not.
    private func latencies(_ client: Client, load: BenchLoad) async throws -> [Double] {
        let clock = ContinuousClock()
        let start = clock.now
        return try await withThrowingTaskGroup(of: Double.self) { group in
            for index in 0..<singles {
                try await Task.sleep(until: start + .milliseconds(index), tolerance: .zero, clock: .continuous)
                let batch = ObservationBatch(
                    territory: BenchLoad.territory, sourceID: BenchLoad.source, observations: [load.observation(index)], reportedUntil: nil
                ).encoded()
                group.addTask {
                    let sent = clock.now
                    _ = try await client.call(Method.push, batch, deadline: .seconds(10), idempotent: true)
                    return (clock.now - sent).inSeconds * 1000
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
    }
}
