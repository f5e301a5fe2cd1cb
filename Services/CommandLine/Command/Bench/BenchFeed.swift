import ArgumentParser
import Domain
import Schema
import Transport

/// `quietude bench feed`: reads ingestion's journal back as anonymization does.
struct BenchFeed: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feed", abstract: say("Reads ingestion's feed back.", "Relit le flux d'ingestion."))

    @OptionGroup var options: BenchOptions

    @Option(help: ArgumentHelp(say("Observations in the journal.", "Observations dans le journal."), valueName: "n"))
    var observations: Int = 1_000_000

    func run() async throws {
        let size = 256
        let batches = (0..<max(1, observations / size)).map { index in
            ObservationBatch(
                territory: BenchLoad.territory, sourceID: BenchLoad.source, observations: BenchLoad().batch(index, size: size),
                reportedUntil: nil
            ).encoded()
        }
        let values = try await BenchHouse.with(options, register: BenchLoad.register(rate: 10_000_000), services: ["ingestion"]) { house in
            let pusher = try house.client(of: "ingestion")
            _ = try await house.push(batches, through: pusher, window: 32)
            await pusher.close()
            var values: [(rate: Double, bytes: Double)] = []
            for _ in 0..<options.runs { values.append(try await read(house, batches: batches.count, size: size)) }
            return values
        }
        Output.line(
            JSON.object([
                ("bench", "feed"), ("batch", .whole(size)), ("unit", "observations/s"), ("quietude", Spread(values.map(\.rate)).json),
                ("megabytes_per_s", Spread(values.map { $0.bytes / 1e6 }).json),
            ]).text)
    }

    private func read(_ house: BenchHouse, batches: Int, size: Int) async throws -> (rate: Double, bytes: Double) {
        let client = try house.client(of: "ingestion", as: "anonymization")
        let clock = ContinuousClock()
        let start = clock.now
        var seen = 0
        var bytes = 0
        let request = SubscribeRequest(
            territory: BenchLoad.territory, consumer: "", start: .beginning, cursor: nil, types: [.observations], filter: nil)
        for try await batch in client.subscribe(request) {
            seen += batch.records.count
            bytes += batch.records.reduce(0) { $0 + $1.payload.count }
            if seen >= batches { break }
        }
        let seconds = (clock.now - start).inSeconds
        await client.close()
        return (Double(seen * size) / seconds, Double(bytes) / seconds)
    }
}
