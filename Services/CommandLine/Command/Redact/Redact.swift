import Anonymization
import ArgumentParser
import EventFiles

/// `quietude redact`: covers in notes everything that is not known to be harmless.
struct Redact: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: say("Covers personal data in notes.", "Couvre les données personnelles de notes."),
        discussion: say(
            "JSON lines in, {\"id\",\"text\"}; JSON lines out, one for each, in the same order: {\"id\",\"text\": covered,\"spans\":[{\"start\",\"end\",\"type\"}]}, offsets in code points of the original. A line that cannot be read gives {\"id\",\"error\"} in its place.",
            "Entrée en lignes JSON, {\"id\",\"text\"} ; sortie en lignes JSON, une pour chacune, dans le même ordre : {\"id\",\"text\": couvert,\"spans\":[{\"start\",\"end\",\"type\"}]}, positions en points de code de l'original. Une ligne illisible donne {\"id\",\"error\"} à sa place."
        ))

    @Option(
        name: .customLong("in"),
        help: ArgumentHelp(say("Notes; - is standard input.", "Notes ; - est l'entrée standard."), valueName: "file"))
    var input: String = "-"

    @Option(
        name: .customLong("out"),
        help: ArgumentHelp(say("Covered notes; - is standard output.", "Notes couvertes ; - est la sortie standard."), valueName: "file"))
    var output: String = "-"

    @OptionGroup var vocabulary: VocabularyOptions

    @Option(help: ArgumentHelp(say("Threads; the order stays.", "Fils d'exécution ; l'ordre reste."), valueName: "n"))
    var threads: Int = 1

    func validate() throws {
        guard (1...64).contains(threads) else {
            throw ValidationError(say("--threads must be from 1 to 64", "--threads doit être entre 1 et 64"))
        }
    }

    func run() async throws {
        let redactor = try vocabulary.redactor()
        var source = try NoteSource(input)
        var target = try OutputFile(output)
        var workers = [NoteWorker](repeating: NoteWorker(redactor: redactor), count: threads)
        var line = 1
        while let block = try source.next() {
            if threads == 1 {
                workers[0].work(block[...], firstLine: line)
            } else {
                workers = await Self.share(block, firstLine: line, workers)
            }
            for index in workers.indices {
                try target.write(workers[index].output)
                workers[index].problems.forEach { Output.note("\(input):\($0)") }
                line += workers[index].lines
                workers[index].clear()
            }
        }
        try target.close()
    }

    /// Cuts a block at line ends, as many pieces as workers, and waits for all.
    private static func share(_ block: [UInt8], firstLine: Int, _ workers: [NoteWorker]) async -> [NoteWorker] {
        await withTaskGroup(of: (Int, NoteWorker).self) { group in
            var start = 0
            var line = firstLine
            for (index, worker) in workers.enumerated() {
                var end = index + 1 == workers.count ? block.count : max(start, block.count * (index + 1) / workers.count)
                while end < block.count, end > start, block[end - 1] != 0x0a { end += 1 }
                let piece = block[start..<end]
                let first = line
                line += piece.reduce(0) { $0 + ($1 == 0x0a ? 1 : 0) }
                start = end
                group.addTask {
                    var worker = worker
                    worker.work(piece, firstLine: first)
                    return (index, worker)
                }
            }
            var done = workers
            for await (index, worker) in group { done[index] = worker }
            return done
        }
    }
}
