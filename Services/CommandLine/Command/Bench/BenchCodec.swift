import ArgumentParser
import Domain
import Schema

/// `quietude bench codec`: packing and reading batches of observations, one thread.
struct BenchCodec: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "codec", abstract: say("Packs and reads observations.", "Écrit et lit des observations."))

    @OptionGroup var options: BenchOptions

    func run() async throws {
        let batch = ObservationBatch(
            territory: BenchLoad.territory, sourceID: BenchLoad.source, observations: BenchLoad().batch(0, size: 256), reportedUntil: nil)
        let bytes = batch.encoded()
        let incidents = IncidentBatch(
            incidents: (0..<256).map { number in
                Incident(
                    kind: .policeLog, category: .theft, cell: Cell(column: Int32(19_700 + number), row: Int32(11_270 + number % 32)),
                    slot: TimeSlot(start: BenchLoad.start / 1000, length: 900), severity: .moderate)
            })
        let incidentBytes = incidents.encoded()
        let arena = Arena()
        let observationDecode = try figure {
            try withObservationBatch(bytes, arena: arena) { view in
                var sum = 0
                for index in 0..<view.count { sum &+= Int(view[index].version) &+ view[index].observationIDBytes.count }
                return sum
            }
        }
        let incidentDecode = try figure {
            var sum = 0
            try visitIncidents(incidentBytes, arena: arena) { sum &+= Int($0.cell.column) }
            return sum
        }
        Output.line(
            JSON.object([
                ("bench", "codec"), ("observation_bytes", .number(Double(bytes.count) / 256)), ("batch", 256), ("unit", "ns/observation"),
                ("pack", try figure { batch.encoded().count }.json), ("decode", observationDecode.json),
                ("incident_bytes", .number(Double(incidentBytes.count) / 256)),
                ("incident_pack", try figure { incidents.encoded().count }.json),
                ("incident_decode", incidentDecode.json), ("goals", .object([("pack", 60), ("decode", 150)])),
            ]).text)
    }

    /// Nanoseconds an observation, each run about half a second.
    private func figure(_ work: () throws -> Int) throws -> Spread {
        let clock = ContinuousClock()
        var sink = try work()
        var values: [Double] = []
        for _ in 0..<options.runs {
            var rounds = 0
            let start = clock.now
            while clock.now - start < .milliseconds(500) {
                for _ in 0..<64 { sink &+= try work() }
                rounds += 64
            }
            values.append((clock.now - start).inSeconds * 1e9 / Double(rounds) / 256)
        }
        // The sum is used, so that the work cannot be left out.
        guard sink != .min else { throw Failure("nothing was done", "rien n'a été fait") }
        return Spread(values)
    }
}
