import Anonymization
import ArgumentParser
import Domain
import Projection
import Schema

/// `quietude bench anonymization`: from an encoded batch of observations to the encoded incidents, one thread.
struct BenchAnonymization: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "anonymization",
        abstract: say(
            "Validates, generalises and emits observations, without text and with.",
            "Valide, généralise et émet des observations, sans texte et avec."))

    @OptionGroup var vocabulary: VocabularyOptions

    @Option(help: ArgumentHelp(say("Runs; the median is told.", "Mesures ; la médiane est donnée."), valueName: "n"))
    var runs: Int = 5

    @Option(help: ArgumentHelp(say("Observations in a run.", "Observations par mesure."), valueName: "n"))
    var observations: Int = 512_000

    func validate() throws {
        guard (1...100).contains(runs), (1_000...100_000_000).contains(observations) else {
            throw ValidationError(
                say(
                    "--runs is 1 to 100, --observations 1,000 to 100,000,000", "--runs va de 1 à 100, --observations de 1 000 à 100 000 000"
                ))
        }
    }

    func run() async throws {
        let plain = AnonymizationLoad(text: "")
        let note = "Tapage nocturne devant le bar, groupe d'une dizaine, calme à 23h"
        let written = AnonymizationLoad(text: note)
        let redactor = try vocabulary.redactor()
        var scratch = RedactionScratch()
        var covered: [UInt8] = []
        var figures: [(key: String, value: JSON)] = [
            ("bench", "anonymization"), ("unit", "observations/s"), ("batch", .whole(AnonymizationLoad.batch)),
            ("text_bytes", .whole(note.utf8.count)),
        ]
        figures.append(("without_text", try figure(plain, residents: false) { _ in 0 }))
        figures.append(("without_text_residents", try figure(plain, residents: true) { _ in 0 }))
        let withText = try figure(written, residents: true) { bytes in
            covered.removeAll(keepingCapacity: true)
            bytes.withMemoryRebound(to: UInt8.self) {
                scratch.scan($0, with: redactor)
                scratch.appendRedacted($0, to: &covered)
            }
            return covered.count
        }
        figures.append(("with_text", withText))
        figures.append(("goals", .object([("without_text", 1_000_000), ("with_text", 200_000)])))
        Output.line(JSON.object(figures).text)
    }

    /// Observations and megabytes a second; `redact` gets each note's bytes.
    private func figure(_ load: AnonymizationLoad, residents: Bool, redact: (UnsafeRawBufferPointer) -> Int) throws -> JSON {
        let clock = ContinuousClock()
        let arena = Arena()
        var rates: [Double] = []
        var sink = 0
        let rounds = max(1, observations / (load.batches.count * AnonymizationLoad.batch))
        let bytes = load.batches.reduce(0) { $0 + $1.count } / load.batches.count
        for _ in 0...runs {
            var anonymizer = Anonymizer(digesting: SipHash128(key0: 1, key1: 2))
            let register = load.register(residents: residents)
            anonymizer.register(register)
            let projection = try LAEAProjection(grid: register.territory.grid)
            let start = clock.now
            for _ in 0..<rounds {
                for batch in load.batches {
                    let output = try withObservationBatch(batch, arena: arena) { view in
                        for index in 0..<view.count where !view[index].textBytes.isEmpty { sink &+= redact(view[index].textBytes) }
                        return anonymizer.anonymize(
                            count: view.count, source: view.sourceID, projecting: projection, nextSequence: 1
                        ) { view[$0] }
                    }
                    sink &+= IncidentBatch(incidents: output.incidents).encoded().count
                }
            }
            rates.append(Double(rounds * load.batches.count * AnonymizationLoad.batch) / (clock.now - start).inSeconds)
        }
        // The sum is used, so that the work cannot be left out; the first run warms up.
        let spread = Spread(sink == .min ? [] : Array(rates.dropFirst()))
        return .object([
            ("rate", spread.json),
            ("mb_per_second", .number((spread.median * Double(bytes) / Double(AnonymizationLoad.batch) / 1e5).rounded() / 10)),
        ])
    }
}

/// Batches of Marseille's police log, and its register.
struct AnonymizationLoad {
    static let batch = 256

    let batches: [[UInt8]]

    init(text: String) {
        batches = (0..<8).map { number in
            let observations = (0..<AnonymizationLoad.batch).map { index in
                let place = UInt64(number * AnonymizationLoad.batch + index) &* 2_654_435_761
                return Observation(
                    observationID: "MC-2026-\(number)-\(index)", phenomenonStart: Instant(seconds: 1_790_000_000 + Int64(index) * 37),
                    offsetMinutes: 120, latitude: 43.25 + Double(place % 1_000) / 10_000,
                    longitude: 5.35 + Double(place / 1_000 % 1_000) / 10_000,
                    accuracy: 10, originalCode: index % 3 == 0 ? "TAPAGE" : "VOL", severity: .minor, origin: .reported, text: text)
            }
            return ObservationBatch(territory: "marseille", sourceID: "police", observations: observations, reportedUntil: nil).encoded()
        }
    }

    /// With a resident grid, or with the grid's own cells.
    func register(residents: Bool) -> Register {
        var grid: [Cell: UInt32] = [:]
        if residents {
            for row in Int32(11_200)..<11_320 {
                for column in Int32(19_680)..<19_800 { grid[Cell(column: column, row: row)] = UInt32((row &* 31 &+ column &* 17) & 127) }
            }
        }
        return Register(
            version: "1",
            territory: TerritoryEntry(
                identifier: "marseille", name: "Marseille", timeZone: "Europe/Paris", live: false,
                grid: Grid(plane: .european, cellSize: 200), bounds: Bounds(south: 43.1, west: 5.2, north: 43.5, east: 5.6),
                minimumResidents: residents ? 50 : 0, residents: residents ? ResidentGrid(residents: grid) : nil),
            sources: [
                SourceEntry(
                    identifier: "police", kind: .policeLog, controller: "bench", purpose: "bench", legalBasis: "bench",
                    allowedFields: [.position, .accuracy, .code, .severity, .origin, .text], correctionWindow: 0,
                    mappings: ["TAPAGE": .noise, "VOL": .theft])
            ])
    }
}
