import ArgumentParser
import Domain
import Ingestion

/// `quietude bench adapters`: from a feed's bytes to observations, one thread, by format.
struct BenchAdapters: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "adapters",
        abstract: say(
            "Reads generated documents of each source format.",
            "Lit des documents engendrés dans chaque format de source."))

    /// Bytes fed at once, as a connector reads them.
    private static let piece = 65_536

    @Option(help: ArgumentHelp(say("Runs; the median is told.", "Mesures ; la médiane est donnée."), valueName: "n"))
    var runs: Int = 5

    @Option(help: ArgumentHelp(say("Megabytes of a document.", "Mégaoctets d'un document."), valueName: "n"))
    var megabytes: Int = 8

    @Option(
        help: ArgumentHelp(
            say("Only the formats whose names hold this.", "Seulement les formats dont le nom contient ceci."),
            valueName: say("name", "nom")))
    var only: String?

    func validate() throws {
        guard (1...100).contains(runs), (1...1_024).contains(megabytes) else {
            throw ValidationError(
                say("--runs is 1 to 100, --megabytes 1 to 1024", "--runs va de 1 à 100, --megabytes de 1 à 1024"))
        }
    }

    func run() throws {
        guard let zone = ZoneTable(identifier: "Europe/Paris") else {
            throw ValidationError(say("the system does not know Europe/Paris", "le système ne connaît pas Europe/Paris"))
        }
        var figures: [(key: String, value: JSON)] = [("bench", "adapters"), ("unit", "MB/s"), ("megabytes", .whole(megabytes))]
        for load in AdapterLoad.all where only.map({ load.name.contains($0) }) ?? true {
            figures.append((load.name, try figure(load, zone)))
        }
        Output.line(JSON.object(figures).text)
    }

    private func figure(_ load: AdapterLoad, _ zone: ZoneTable) throws -> JSON {
        let document = load.document(megabytes * 1_000_000)
        var context = SourceContext(zone: zone, now: Instant(seconds: AdapterLoad.now), transit: TransitDecoding.decoder)
        context.device = "camera"
        context.mappings = load.mappings
        for code in ["camera"] + load.places { try context.places.add(code, PlaceTable.Place(latitude: 43.29, longitude: 5.37)) }
        let clock = ContinuousClock()
        var rates: [Double] = []
        var count = (observations: 0, problems: 0)
        // The first run warms up.
        for run in 0...runs {
            var adapter = try load.format.adapter(context)
            let start = clock.now
            count = try BenchAdapters.read(document, &adapter)
            if run > 0 { rates.append(Double(document.count) / 1e6 / (clock.now - start).inSeconds) }
        }
        return .object([
            ("rate", Spread(rates).json), ("observations", .whole(count.observations)), ("problems", .whole(count.problems)),
            ("goal", .whole(load.goal)),
        ])
    }

    private static func read(_ document: [UInt8], _ adapter: inout any FeedAdapter) throws -> (observations: Int, problems: Int) {
        var count = (observations: 0, problems: 0)
        var offset = 0
        while true {
            switch try adapter.next() {
            case .observation: count.observations += 1
            case .problem: count.problems += 1
            case .needsMore:
                if offset < document.count {
                    let end = min(offset + piece, document.count)
                    adapter.feed(document[offset..<end])
                    offset = end
                } else {
                    adapter.finish()
                }
            case .end: return count
            }
        }
    }
}
