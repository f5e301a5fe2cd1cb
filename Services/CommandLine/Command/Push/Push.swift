import ArgumentParser
import Domain
import Foundation
import Ingestion
import Transport

/// `quietude push`: a file of observations into ingestion.
struct Push: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: say("Pushes a file of observations.", "Pousse un fichier d'observations."),
        discussion: say(
            "CSV (time,lat,lon,category[,severity,text,id], or as the register maps the source's columns) or JSON lines; .gz too; - reads standard input. Exit code 2 where nothing was accepted or ingestion could not be reached.",
            "CSV (time,lat,lon,category[,severity,text,id], ou selon la correspondance des colonnes du registre) ou JSON par ligne ; .gz aussi ; - lit l'entrée standard. Code de sortie 2 si rien n'est accepté ou si ingestion est hors d'atteinte."
        ))

    @OptionGroup var dataOptions: DataOptions

    @Option(
        help: ArgumentHelp(
            say(
                "Source that reports; not needed where JSON lines name it.", "Source qui rapporte ; inutile si les lignes JSON la nomment."),
            valueName: "id"))
    var source: String?

    @Option(
        help: ArgumentHelp(
            say("Territory; the register's only one if not given.", "Territoire ; le seul du registre à défaut."), valueName: "id"))
    var territory: String?

    @Option(
        help: ArgumentHelp(
            say("How the file is written; found out if not given.", "Format du fichier ; deviné à défaut."), valueName: "csv|jsonl"))
    var format: InputFormat?

    @Option(help: ArgumentHelp(say("Observations in a batch, 1 to 1024.", "Observations par lot, 1 à 1024."), valueName: "n"))
    var batch: Int = BatchBuilder.maximumCount

    @Flag(
        help: ArgumentHelp(
            say("Says at the end that the source has reported everything.", "Dit à la fin que la source a tout rapporté.")))
    var complete = false

    @Option(
        help: ArgumentHelp(
            say(
                "Says at the end that the source has reported up to this time.",
                "Dit à la fin que la source a rapporté jusqu'à cette heure."),
            valueName: "time"))
    var watermark: String?

    @Option(help: ArgumentHelp(say("Zone of times without offset.", "Fuseau des heures sans décalage."), valueName: "zone"))
    var zone: String?

    @Option(help: ArgumentHelp(say("Where ingestion listens.", "Adresse d'ingestion."), valueName: "tcp://host:port"))
    var endpoint: String?

    @Option(
        help: ArgumentHelp(
            say("Key file of the partner; the operator's if not given.", "Clé du partenaire ; celle de l'opérateur à défaut."),
            valueName: "file"))
    var key: String?

    @Option(help: ArgumentHelp(say("Public key of ingestion, Z85.", "Clé publique d'ingestion, Z85."), valueName: "key"))
    var serverKey: String?

    @Option(
        help: ArgumentHelp(
            say("Seconds to wait for ingestion that is full or away.", "Secondes d'attente si ingestion est pleine ou absente."),
            valueName: "s"))
    var patience: Int = 60

    @Argument(help: ArgumentHelp(say("The file, or -.", "Le fichier, ou -."), valueName: say("file", "fichier")))
    var file: String

    func validate() throws {
        guard (1...1_024).contains(batch) else {
            throw ValidationError(say("--batch must be from 1 to 1024", "--batch doit être entre 1 et 1024"))
        }
        guard (0...86_400).contains(patience) else {
            throw ValidationError(say("--patience must be from 0 to 86400", "--patience doit être entre 0 et 86400"))
        }
    }

    func run() async throws {
        let house = dataOptions.house
        let declared = try Declared(house)
        let territory = try declared.territory(territory, source: source)
        let entry = try source.flatMap { try declared.source($0, of: territory) }
        let until = try watermark.map { Instant(seconds: try Times.parse($0)) }
        let zoneName = zone ?? declared.entry(of: territory)?.timeZone ?? "UTC"
        guard let table = ZoneTable(identifier: zoneName) else {
            throw Failure(
                "\"\(zoneName)\" is not a time zone: write an IANA name such as Europe/Paris",
                "« \(zoneName) » n'est pas un fuseau : écrire un nom IANA tel que Europe/Paris")
        }
        let map = source.map { declared.columnMap($0, of: territory) } ?? .standard
        func rows() throws -> InputRows { try InputRows(file, format: format, map: map, zone: table) }

        let declares = entry?.watermarkDeclared == true || complete || until != nil
        var reporting = FilePush.Reporting.none
        if declares {
            reporting = .atEnd
            // A file can be read twice, standard input cannot.
            if file != "-", until == nil, source != nil {
                var first = try rows()
                if FilePush.isInOrder(&first) { reporting = .asItGoes }
            }
        }
        let connection = try Connection(house, key: key)
        do {
            let client = try connection.client(of: "ingestion", endpoint: endpoint, serverKey: serverKey)
            let pusher = Pusher(client: client, territory: territory, patience: .seconds(patience))
            let clock = ContinuousClock()
            let start = clock.now
            var input = try rows()
            let push = FilePush(pusher: pusher, source: source, batchSize: batch, reporting: reporting)
            let outcome = try await push.run(&input)
            if declares, outcome.unreadable == nil {
                let slot = Int64(declared.entry(of: territory)?.slotLength ?? TimeSlot.defaultLength) * 1_000
                for (source, time) in outcome.latest.sorted(by: { $0.key < $1.key }) {
                    let end = until ?? time.advanced(byMilliseconds: slot)
                    _ = try await pusher.push(source, [], reportedUntil: end)
                    Output.line(say("\(source) has reported up to \(Times.text(end))", "\(source) a rapporté jusqu'à \(Times.text(end))"))
                }
            }
            let elapsed = clock.now - start
            let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
            for line in outcome.tally.summary(seconds: seconds) { Output.line(line) }
            await client.close()
            await connection.close()
            if let problem = outcome.unreadable { Output.note("\(file): \(problem)") }
            if outcome.tally.accepted == 0 && outcome.tally.duplicates == 0 { throw ExitCode(2) }
            if outcome.unreadable != nil { throw ExitCode(1) }
        } catch let error as CallError {
            await connection.close()
            Output.note(Self.explain(error, territory: territory, source: source ?? "-", house: house))
            throw ExitCode(2)
        }
    }

    /// A refusal of the whole push, with its remedy.
    static func explain(_ error: CallError, territory: String, source: String, house: House) -> String {
        switch error.status {
        case .unavailable, .deadlineExceeded:
            say(
                "ingestion cannot be reached (\(error.message)): is `quietude up --data \(house.root)` running? `quietude doctor` looks into it",
                "ingestion est hors d'atteinte (\(error.message)) : `quietude up --data \(house.root)` tourne-t-il ? `quietude doctor` l'examine"
            )
        default:
            say(
                "ingestion refused \(source) of \(territory): \(error.message) (\(error.status.name))",
                "ingestion a refusé \(source) de \(territory) : \(error.message) (\(error.status.name))")
        }
    }
}
