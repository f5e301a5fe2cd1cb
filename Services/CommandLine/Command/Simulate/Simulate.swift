import ArgumentParser
import Domain
import Foundation
import Ingestion
import Simulation
import Transport

/// `quietude simulate`: a city of our own, into a file or into ingestion.
struct Simulate: AsyncParsableCommand {
    /// How fast time goes by in the city.
    enum Speed: String, ExpressibleByArgument, CaseIterable {
        case realtime, max
    }

    static let configuration = CommandConfiguration(
        abstract: say("Plays a simulated city.", "Joue une ville simulée."),
        discussion: say(
            "A Marseille-like city of nine sources, a function of its seed: the same seed tells the same story, whenever it is asked. --truth writes what was planted in it. With --push and --speed realtime its past comes at once and its present as it happens, until Ctrl-C; the next start goes on from there.",
            "Une ville à la Marseille, de neuf sources, fonction de sa graine : la même graine raconte la même histoire, quand qu'on la demande. --truth écrit ce qui y fut planté. Avec --push et --speed realtime son passé vient d'un coup et son présent à mesure, jusqu'à Ctrl-C ; le démarrage suivant continue de là."
        ))

    @OptionGroup var dataOptions: DataOptions

    @Option(help: ArgumentHelp(say("Decides everything that is drawn.", "Décide de tout ce qui est tiré."), valueName: "n"))
    var seed: UInt64 = 13

    @Option(help: ArgumentHelp(say("Days of the city.", "Jours de la ville."), valueName: "d"))
    var days: Double = 28

    @Option(help: ArgumentHelp(say("Incidents a day over the whole city.", "Incidents par jour dans toute la ville."), valueName: "r"))
    var rate: Double = 1_200

    @Option(
        help: ArgumentHelp(
            say("When it begins; so many days ago if not given.", "Quand elle commence ; il y a tant de jours à défaut."), valueName: "time"
        ))
    var start: String?

    @Option(
        help: ArgumentHelp(
            say("Writes here what was planted (JSON).", "Écrit là ce qui fut planté (JSON)."), valueName: say("file", "fichier")))
    var truth: String?

    @Option(
        help: ArgumentHelp(
            say(
                "Writes the observations here, JSON lines; - for standard output.",
                "Écrit les observations là, JSON par ligne ; - pour la sortie standard."), valueName: "file.jsonl"))
    var out: String?

    @Option(
        help: ArgumentHelp(
            say(
                "Writes the city here as its nine partners would have it, each in the formats of its kind, with the register, the places and a script that pushes them; whole days, at most 62.",
                "Écrit là la ville telle que ses neuf partenaires l'auraient, chacun dans les formats de son genre, avec le registre, les lieux et un script qui les pousse ; des jours entiers, au plus 62."
            ), valueName: say("folder", "dossier")))
    var formats: String?

    @Flag(help: ArgumentHelp(say("Pushes the observations into ingestion.", "Pousse les observations dans ingestion.")))
    var push = false

    @Option(help: ArgumentHelp(say("Whether the present is waited for.", "Si le présent est attendu."), valueName: "realtime|max"))
    var speed: Speed = .max

    @Option(help: ArgumentHelp(say("Territory to push for.", "Territoire pour lequel pousser."), valueName: "id"))
    var territory: String = SimulatedCity.territory

    func validate() throws {
        guard days > 0, days <= 3_660 else {
            throw ValidationError(say("--days must be more than 0 and at most 3660", "--days doit être plus que 0 et au plus 3660"))
        }
        guard rate >= 0, rate <= 50_000_000 else {
            throw ValidationError(say("--rate must be from 0 to 50000000", "--rate doit être entre 0 et 50000000"))
        }
        guard push || out != nil || truth != nil || formats != nil else {
            throw ValidationError(
                say(
                    "say what to do: --push, --out FILE, --formats DIR or --truth FILE",
                    "dire quoi faire : --push, --out FICHIER, --formats DOSSIER ou --truth FICHIER"))
        }
        guard formats == nil || days <= Double(CityFeeds.maximumDays) else {
            throw ValidationError(
                say(
                    "--formats writes at most \(CityFeeds.maximumDays) days: give --days",
                    "--formats écrit au plus \(CityFeeds.maximumDays) jours : donner --days"))
        }
        guard !(push && out != nil) else { throw ValidationError(say("--push or --out, not both", "--push ou --out, pas les deux")) }
        guard speed == .max || push else { throw ValidationError(say("--speed realtime wants --push", "--speed realtime veut --push")) }
    }

    func run() async throws {
        let house = dataOptions.house
        let city = SimulatedCity(CityConfiguration(seed: seed, incidentsPerDay: rate))
        let length = Int64(days * 86_400)
        let now = Times.now / 900 * 900
        let begin = try start.map(Times.parse) ?? now - length
        if let truth { try write(city.truth(from: begin, until: begin + length + (speed == .realtime ? 7 * 86_400 : 0)), to: truth) }
        if let out { try write(city.stream(from: begin, until: begin + length), to: out) }
        if let formats { try write(city, from: begin, to: formats) }
        if push { try await push(city, begin: begin, end: begin + length, house: house) }
    }

    private func push(_ city: SimulatedCity, begin: Int64, end: Int64, house: House) async throws {
        _ = try Declared(house).source(SimulatedSource.all[0].identifier, of: territory)
        // Corrections of facts before the mark may still be on their way, so the stream starts a little earlier.
        let mark = start == nil ? SimulationMark.read(house).flatMap { $0.city == city.configuration.tag ? $0 : nil } : nil
        let from = max(mark?.pushedUntil ?? begin, begin)
        if mark != nil { Output.line(say("going on from \(Times.text(from))", "reprise à \(Times.text(from))")) }
        let streamStart = mark == nil ? begin : from - 8 * 3_600
        let last = speed == .realtime ? Times.now + 10 * 365 * 86_400 : end
        guard last > from else {
            Output.line(say("nothing to push: all of it was pushed before", "rien à pousser : tout l'a été déjà"))
            return
        }
        let connection = try Connection(house)
        do {
            let client = try connection.client(of: "ingestion")
            let pusher = Pusher(client: client, territory: territory, patience: .seconds(speed == .realtime ? 3_600 : 120))
            var cityPush = CityPush(pusher: pusher, batchSize: BatchBuilder.maximumCount, live: speed == .realtime) { time in
                // Losing the mark costs no more than pushing again what ingestion then calls duplicates.
                try? SimulationMark(city: city.configuration.tag, pushedUntil: time).write(house)
            }
            try await cityPush.run(city.stream(from: streamStart, until: last), from: from, end: last)
            for line in cityPush.tally.summary(seconds: 0) { Output.line(line) }
            await client.close()
            await connection.close()
            if cityPush.tally.accepted == 0 && cityPush.tally.duplicates == 0 { throw ExitCode(2) }
        } catch let error as CallError {
            await connection.close()
            Output.note(Push.explain(error, territory: territory, source: say("the simulated city", "la ville simulée"), house: house))
            throw ExitCode(2)
        }
    }

    private func write(_ truth: GroundTruth, to path: String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            try encoder.encode(truth).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw Failure(
                "\(path) cannot be written: \(error.localizedDescription)", "\(path) ne peut être écrit : \(error.localizedDescription)")
        }
        Output.line(
            say(
                "\(truth.bursts.count) planted bursts and \(truth.occasions.count) occasions written to \(path)",
                "\(truth.bursts.count) poussées plantées et \(truth.occasions.count) occasions écrites dans \(path)"))
    }

    private func write(_ city: SimulatedCity, from begin: Int64, to folder: String) throws {
        let feeds = CityFeeds(of: city, from: begin, days: Int(days.rounded(.up)))
        let count = try FormatFiles(folder: folder, territory: territory).write(feeds)
        let facts = Numbers.grouped(feeds.files.reduce(0) { $0 + ($1.isAlternative ? 0 : $1.facts.count) })
        Output.line(
            say(
                "\(Numbers.grouped(count)) documents of nine kinds written to \(folder), \(facts) facts; push them with \(folder)/push",
                "\(Numbers.grouped(count)) documents de neuf genres écrits dans \(folder), \(facts) faits ; les pousser avec \(folder)/push"
            ))
    }

    private func write(_ stream: CityStream, to path: String) throws {
        guard path != "-" else {
            for arrival in stream { Output.line(ObservationJSON.line(source: arrival.source.identifier, arrival.observation)) }
            return
        }
        guard FileManager.default.createFile(atPath: path, contents: nil), let handle = FileHandle(forWritingAtPath: path) else {
            throw Failure(
                "\(path) cannot be written: name a file in a folder that exists",
                "\(path) ne peut être écrit : nommer un fichier d'un dossier existant")
        }
        var count = 0
        var buffer = ""
        for arrival in stream {
            buffer += ObservationJSON.line(source: arrival.source.identifier, arrival.observation) + "\n"
            count += 1
            if buffer.utf8.count > 256 << 10 {
                try handle.write(contentsOf: Data(buffer.utf8))
                buffer = ""
            }
        }
        try handle.write(contentsOf: Data(buffer.utf8))
        try handle.close()
        Output.line(
            say("\(Numbers.grouped(count)) observations written to \(path)", "\(Numbers.grouped(count)) observations écrites dans \(path)"))
    }
}
