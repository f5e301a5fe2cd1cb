import ArgumentParser
import Domain
import Foundation
import Schema
import Transport

/// `quietude bench pipeline`: through all five services, from the push to the subscriber of alerts.
struct BenchPipeline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pipeline",
        abstract: say("From a push to an alert, through all five.", "De l'envoi à l'alerte, à travers les cinq."))

    @OptionGroup var options: BenchOptions

    @Option(help: ArgumentHelp(say("Observations a run.", "Observations par mesure."), valueName: "n"))
    var observations: Int = 2_000_000

    @Option(
        help: ArgumentHelp(
            say(
                "Bursts whose alert is timed, at 5,000 observations a second.",
                "Rafales dont l'alerte est chronométrée, à 5 000 observations par seconde."), valueName: "n"))
    var bursts: Int = 100

    @Option(
        help: ArgumentHelp(
            say(
                "Seconds of steady load while memory is watched; 0 for none.",
                "Secondes de charge constante, mémoire surveillée ; 0 pour aucune."), valueName: "s"))
    var soak: Int = 0

    private static let services = ["ingestion", "anonymization", "correlation", "forecasting", "notification"]
    private static let size = 256

    func run() async throws {
        var rates: [Double] = []
        var processor: [String: Double] = [:]
        var latencies: [Double] = []
        for run in 0..<options.runs {
            try await BenchHouse.with(options, register: BenchLoad.register(rate: 10_000_000), services: Self.services) { house in
                if run == 0, bursts > 0 { latencies = try await PipelineLatency(house: house, bursts: bursts).measure() }
            }
            try await BenchHouse.with(options, register: BenchLoad.register(rate: 10_000_000), services: Self.services) { house in
                let before = house.processorTime()
                rates.append(try await throughput(house, run: run))
                for (name, seconds) in house.processorTime() {
                    processor[name] = (seconds - (before[name] ?? 0)) / Double(observations) * 1e9
                }
            }
        }
        let memory = soak > 0 ? try await steady() : []
        Output.line(
            JSON.object([
                ("bench", "pipeline"), ("unit", "observations/s"), ("observations", .whole(observations)), ("quietude", Spread(rates).json),
                ("cpu_ns_per_observation", .object(processor.sorted { $0.key < $1.key }.map { ($0.key, .number($0.value)) })),
                ("push_to_alert_ms_at_5000_per_s", bursts > 0 ? Spread(latencies).latencies : .null),
                ("memory_mib", memory.isEmpty ? .null : .array(memory)),
                ("goals", .object([("observations_per_s", 250_000), ("push_to_alert_p99_ms", 100)])),
            ]).text)
    }

    /// Observations a second, from the first push until the last watermark has come out of notification: all five are done with all of it.
    private func throughput(_ house: BenchHouse, run: Int) async throws -> Double {
        let client = try house.client(of: "ingestion")
        let load = BenchLoad(step: 10, run: run)
        let count = max(1, observations / Self.size)
        let batches = (0..<count).map { index in
            ObservationBatch(
                territory: BenchLoad.territory, sourceID: BenchLoad.source, observations: load.batch(index, size: Self.size),
                reportedUntil: nil
            ).encoded()
        }
        let end = Instant(milliseconds: BenchLoad.start + Int64(Double(count * Self.size) * load.step)).advanced(byMilliseconds: 3_600_000)
        let clock = ContinuousClock()
        let start = clock.now
        let subscriber = try house.client(of: "notification")
        async let arrived: Void = PipelineLatency.waitForWatermark(subscriber, end)
        _ = try await house.push(batches, through: client, window: 32)
        let last = ObservationBatch(territory: BenchLoad.territory, sourceID: BenchLoad.source, observations: [], reportedUntil: end)
        _ = try await client.call(Method.push, last.encoded(), deadline: .seconds(30), idempotent: true)
        try await arrived
        let seconds = (clock.now - start).inSeconds
        await client.close()
        await subscriber.close()
        return Double(count * Self.size) / seconds
    }

    /// Steady load at 250,000 observations a second, or as much as there is; memory of each service every ten seconds.
    private func steady() async throws -> [JSON] {
        try await BenchHouse.with(options, register: BenchLoad.register(rate: 1_000_000), services: Self.services) { house in
            let client = try house.client(of: "ingestion")
            let load = BenchLoad(step: 10, run: 7)
            let clock = ContinuousClock()
            let start = clock.now
            var samples: [JSON] = []
            var index = 0
            for second in 0..<soak {
                // A second's load in one go, then the rest of the second is free.
                let batches = (0..<977).map { offset in
                    ObservationBatch(
                        territory: BenchLoad.territory, sourceID: BenchLoad.source,
                        observations: load.batch(index + offset, size: Self.size),
                        reportedUntil: nil
                    ).encoded()
                }
                index += batches.count
                _ = try await house.push(batches, through: client, window: 16)
                try await Task.sleep(until: start + .seconds(second + 1), clock: .continuous)
                guard second % 10 == 9 else { continue }
                let elapsed = (clock.now - start).inSeconds
                let memory = house.memory().sorted { $0.key < $1.key }.map { ($0.key, JSON.number($0.value.rounded())) }
                samples.append(
                    .object(
                        [
                            ("second", .whole(Int(elapsed))),
                            ("observations_per_s", .number((Double(index * Self.size) / elapsed).rounded())),
                        ] + memory))
            }
            await client.close()
            return samples
        }
    }
}
