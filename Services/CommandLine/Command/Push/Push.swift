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
            "CSV (time,lat,lon,category[,severity,text,id], or as the register maps the source's columns) or JSON lines; .gz too; - reads standard input. Exit code 2 where nothing was accepted or ingestion could not be reached.\n\nFormats:\n\(InputFormat.list)",
            "CSV (time,lat,lon,category[,severity,text,id], ou selon la correspondance des colonnes du registre) ou JSON par ligne ; .gz aussi ; - lit l'entrée standard. Code de sortie 2 si rien n'est accepté ou si ingestion est hors d'atteinte.\n\nFormats :\n\(InputFormat.list)"
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
            say(
                "How the file is written, see below; CSV or JSON lines, found out, if not given.",
                "Format du fichier, voir plus bas ; CSV ou lignes JSON, deviné, à défaut."),
            valueName: say("name", "nom")))
    var format: InputFormat?

    @Option(
        name: .customLong("places"),
        help: ArgumentHelp(
            say(
                "CSV of code, latitude and longitude: cameras, stops, zones, addresses that the file only names; may be given again.",
                "CSV code, latitude, longitude : caméras, arrêts, zones, adresses que le fichier ne fait que nommer ; répétable."),
            valueName: "file"))
    var placeFiles: [String] = []

    @Option(
        help: ArgumentHelp(
            say(
                "GeoJSON of an operator's zones of presence: what is counted in one is shared out over its cells by area.",
                "GeoJSON des zones de présence d'un opérateur : ce qui y est compté est réparti sur ses mailles selon la surface."),
            valueName: "geojson"))
    var zones: String?

    @Option(
        help: ArgumentHelp(
            say(
                "GTFS folder or zip beside a realtime feed: stops' places, delays.",
                "Dossier ou zip GTFS à côté d'un flux temps réel : lieux des arrêts, retards."),
            valueName: "gtfs"))
    var timetable: String?

    @Option(
        help: ArgumentHelp(
            say(
                "Device the file comes from, where it does not say so: a camera.",
                "Appareil d'où vient le fichier, s'il ne le dit pas : une caméra."),
            valueName: "id"))
    var device: String = ""

    @Flag(
        help: ArgumentHelp(
            say(
                "Sends nothing: says per line what the register would refuse. Needs no running service. Exit code 1 where something would be.",
                "N'envoie rien : dit par ligne ce que le registre refuserait. Sans service en marche. Code de sortie 1 s'il y a refus.")))
    var check = false

    @Option(
        help: ArgumentHelp(
            say(
                "Register to check against; the data folder's, else the shipped one.",
                "Registre de la vérification ; celui du dossier, sinon celui livré."),
            valueName: "file"))
    var register: String?

    @Flag(
        help: ArgumentHelp(
            say(
                "Pushes only rows that ingestion refused before, as they are: after the register was mended.",
                "Ne pousse que les lignes qu'ingestion a déjà refusées, telles quelles : après correction du registre.")))
    var onlyRefused = false

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
        guard !onlyRefused || (source != nil && !check) else {
            throw ValidationError(
                say("--only-refused needs --source, and goes without --check", "--only-refused veut --source, et va sans --check"))
        }
        guard (0...86_400).contains(patience) else {
            throw ValidationError(say("--patience must be from 0 to 86400", "--patience doit être entre 0 et 86400"))
        }
    }

    func run() async throws {
        let house = dataOptions.house
        let declared = try self.declared(house)
        let settings = try settings(declared)
        if check { return try runCheck(settings, declared) }
        let (territory, entry) = (settings.territory, settings.entry)
        let until = try watermark.map { Instant(seconds: try Times.parse($0)) }
        let declares = entry?.watermarkDeclared == true || complete || until != nil
        var reporting = FilePush.Reporting.none
        if declares, !onlyRefused {
            reporting = .atEnd
            // A file can be read twice, standard input cannot.
            if settings.mayBeInOrder, until == nil {
                var first = try settings.rows()
                if FilePush.isInOrder(&first) { reporting = .asItGoes }
            }
        }
        let connection = try Connection(house, key: key)
        do {
            let client = try connection.client(of: "ingestion", endpoint: endpoint, serverKey: serverKey)
            let pusher = Pusher(client: client, territory: territory, patience: .seconds(patience))
            let clock = ContinuousClock()
            let start = clock.now
            var input = try settings.rows()
            var push = FilePush(pusher: pusher, source: source, batchSize: batch, reporting: reporting)
            push.minimisation = settings.minimisation
            if onlyRefused, let source { push.refused = try await RefusedRows(of: source, territory, client) }
            let outcome = try await push.run(&input)
            if declares, !onlyRefused, outcome.unreadable == nil {
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
            if onlyRefused, outcome.tally.rows == outcome.tally.passedOver["not-refused"]?.count ?? 0 {
                Output.note(
                    say(
                        "no row of \(file) was refused before as it is now; push it whole: what was taken counts once",
                        "aucune ligne de \(file) n'a été refusée telle qu'elle est ; le pousser en entier : ce qui fut pris compte une fois"
                    ))
            }
            if outcome.tally.accepted == 0 && outcome.tally.duplicates == 0 { throw ExitCode(2) }
            if outcome.unreadable != nil { throw ExitCode(1) }
        } catch let error as CallError {
            await connection.close()
            Output.note(Self.explain(error, territory: territory, source: source ?? "-", house: house))
            throw ExitCode(2)
        }
    }

    private func declared(_ house: House) throws -> Declared {
        if let register { return try Declared(register: register) }
        if check, !FileManager.default.fileExists(atPath: house.register), let shipped = ShippedConfiguration.path(of: "register.yaml") {
            return try Declared(register: shipped)
        }
        return try Declared(house)
    }

    private func settings(_ declared: Declared) throws -> PushSettings {
        let territory = try declared.territory(territory, source: source)
        var settings = try PushSettings(
            path: file, territory: territory, source: source, declared: declared, zone: zone, placeFiles: placeFiles, timetable: timetable,
            device: device, format: format)
        if let zones {
            guard let grid = declared.entry(of: territory)?.grid else {
                throw Failure(
                    "--zones needs a register, which says the territory's grid", "--zones veut un registre, qui dit la maille du territoire"
                )
            }
            settings.context.shares = try ZoneShareFile.read(zones, grid: grid)
        }
        return settings
    }

    private func runCheck(_ settings: PushSettings, _ declared: Declared) throws {
        guard let register = try declared.require(settings.territory) else {
            throw Failure(
                "there is no register to check against: name one with --register",
                "pas de registre pour vérifier : en nommer un avec --register")
        }
        let outcome = try FileCheck(
            settings: settings, validators: TerritoryValidator(register: register, oldest: declared.oldest(of: settings.territory)),
            arrival: Instant(seconds: Times.now), tell: Output.line
        ).run()
        for line in outcome.summary(file: file) { Output.line(line) }
        if let problem = outcome.unreadable { Output.note("\(file): \(problem)") }
        if outcome.tally.refusedCount > 0 || outcome.unreadable != nil { throw ExitCode(1) }
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
