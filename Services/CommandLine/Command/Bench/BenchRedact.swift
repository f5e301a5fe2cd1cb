import Anonymization
import ArgumentParser
import EventFiles

/// `quietude bench redact`: notes redacted, one thread; alone, and from JSON line to JSON line.
struct BenchRedact: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redact", abstract: say("Covers notes, one thread.", "Couvre des notes, un fil."))

    @OptionGroup var options: BenchOptions
    @OptionGroup var vocabulary: VocabularyOptions

    @Option(
        name: .customLong("in"),
        help: ArgumentHelp(
            say("Notes as for `quietude redact`; else made-up ones.", "Notes comme pour `quietude redact` ; sinon inventées."),
            valueName: "file"))
    var input: String?

    func run() async throws {
        let redactor = try vocabulary.redactor()
        let lines = try input.map { try FileBytes.read($0) } ?? Self.madeUp()
        let notes = try texts(lines)
        let bytes = notes.reduce(0) { $0 + $1.count }
        var scratch = RedactionScratch()
        var worker = NoteWorker(redactor: redactor)
        var sink = 0
        let alone = rates(notes.count) {
            for note in notes {
                note.withUnsafeBufferPointer { scratch.scan($0, with: redactor) }
                sink &+= scratch.spans.count
            }
        }
        let whole = rates(notes.count) {
            worker.clear()
            worker.work(lines[...], firstLine: 1)
            sink &+= worker.output.count
        }
        guard sink != 0 else { throw Failure("nothing was done", "rien n'a été fait") }
        Output.line(
            JSON.object([
                ("bench", "redact"), ("notes", .whole(notes.count)), ("bytes", .whole(bytes)), ("known_words", .whole(redactor.knownWords)),
                ("threads", 1), ("notes_per_second", Spread(alone).json),
                ("megabytes_per_second", Spread(alone.map { $0 * Double(bytes) / Double(notes.count) / 1e6 }).json),
                ("json_notes_per_second", Spread(whole).json), ("goals", .object([("notes_per_second", 200_000)])),
            ]).text)
    }

    private func texts(_ lines: [UInt8]) throws -> [[UInt8]] {
        var record = NoteRecord()
        let notes = lines.split(separator: 0x0a).compactMap { line -> [UInt8]? in
            line.withUnsafeBufferPointer { line in
                (try? record.read(line)).map { record.text }
            }
        }
        guard !notes.isEmpty else { throw Failure("no note can be read", "aucune note n'est lisible") }
        return notes
    }

    /// Notes a second, each run about half a second.
    private func rates(_ notes: Int, _ work: () -> Void) -> [Double] {
        let clock = ContinuousClock()
        work()
        return (0..<options.runs).map { _ in
            var rounds = 0
            let start = clock.now
            repeat {
                work()
                rounds += 1
            } while clock.now - start < .milliseconds(500)
            return Double(rounds * notes) / (clock.now - start).inSeconds
        }
    }

    /// A thousand notes of a few kinds.
    private static func madeUp() -> [UInt8] {
        let names = ["Karim BENHADDOU", "Rose Lhermitte", "M. TERRASSON", "Mme Fontaine Odile", "J. Arakelian", "Sekou Camara"]
        let templates = [
            "Vers 2%h30, NAME signale un tapage au 1% rue des Lilas, rappel au 06 12 34 56 7%.",
            "Feu de poubelle place de la Gare, éteint par le FPT à 03h1%.",
            "Véhicule Peugeot 208 immatriculé AB-12%-CD en stationnement gênant devant l'école, avis à NAME.",
            "Chute d'une personne âgée dans le parc, NAME, né le 0%/04/1951, transportée par le VSAV.",
            "Attroupement d'une vingtaine d'individus station Noailles, dispersés à l'arrivée de la patrouille.",
            "Différend entre NAME et son voisin, échange d'insultes, retour au calme. Contact : n%ame@exemple.fr.",
        ]
        var lines: [UInt8] = []
        for number in 0..<1_000 {
            let text = templates[number % templates.count].replacing("NAME", with: names[number / 7 % names.count]).replacing(
                "%", with: "\(number % 10)")
            lines += Array(JSON.object([("id", .whole(number)), ("text", .string(text))]).text.utf8) + [0x0a]
        }
        return lines
    }
}
