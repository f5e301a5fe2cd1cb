import Anonymization
import ArgumentParser
import Domain
import EventFiles
import Foundation

/// `quietude audit attack`: runs the anonymizer on a file of events, and attacks what it publishes.
struct AuditAttack: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attack",
        abstract: say(
            "Attacks the anonymizer's output: singling out, linkage, inference, membership.",
            "Attaque ce que publie l'anonymisation : individualisation, corrélation, inférence, appartenance."),
        discussion: say(
            "EVENTS is CSV with time, lat, lon and category, plain or gzip. With --residents (cell,residents or INSEE's idcar_200m,ind) cells are published where at least --k people live; without it they have a fixed width of 800 m, and nobody can say how many share them.",
            "EVENTS est un CSV avec time, lat, lon et category, simple ou gzip. Avec --residents (cell,residents ou idcar_200m,ind de l'INSEE) les mailles sont publiées là où au moins --k personnes vivent ; sans lui elles ont une largeur fixe de 800 m, et nul ne peut dire combien les partagent."
        ))

    @Option(help: ArgumentHelp(say("The raw events.", "Les évènements bruts."), valueName: say("file", "fichier")))
    var events: String

    @Option(help: ArgumentHelp(say("Residents by cell.", "Habitants par maille."), valueName: say("file", "fichier")))
    var residents: String?

    @Option(
        name: .customLong("k"),
        help: ArgumentHelp(
            say(
                "Residents that must share a cell; four times as many for sensitive categories.",
                "Habitants qui doivent partager une maille ; quatre fois plus pour les catégories sensibles."), valueName: "n"))
    var minimum: UInt32 = 50

    @Option(help: ArgumentHelp(say("Width of the finest cells, metres.", "Largeur des plus petites mailles, mètres."), valueName: "m"))
    var cell: Double = 200

    @Option(help: ArgumentHelp(say("Minutes of a slot.", "Minutes d'un créneau."), valueName: "min"))
    var slot: UInt32 = 15

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(say("Latitude of the grid's centre.", "Latitude du centre de la grille."), valueName: "°"))
    var lat0: Double?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(say("Longitude of the grid's centre.", "Longitude du centre de la grille."), valueName: "°"))
    var lon0: Double?

    @Option(help: ArgumentHelp(say("zCDP of the release that is attacked.", "zCDP de la publication attaquée."), valueName: "rho"))
    var rho: String = "0.1"

    @Option(help: ArgumentHelp(say("For which epsilon holds.", "Pour lequel epsilon vaut."), valueName: "delta"))
    var delta: Double = 1e-6

    @Option(
        help: ArgumentHelp(
            say("Releases that membership inference is played on.", "Publications sur lesquelles l'appartenance est jouée."), valueName: "n"
        ))
    var trials: Int = 200_000

    @Flag(help: ArgumentHelp(say("JSON.", "JSON.")))
    var json = false

    @Flag(help: ArgumentHelp(say("Ends with 1 where a goal is missed.", "Finit avec 1 si un but est manqué.")))
    var strict = false

    func validate() throws {
        guard (lat0 == nil) == (lon0 == nil) else {
            throw ValidationError(say("give both --lat0 and --lon0, or neither", "donner --lat0 et --lon0, ou aucun"))
        }
        guard cell.isFinite, cell >= 10, cell <= 100_000, (1...1_440).contains(slot), minimum > 0, (2...10_000_000).contains(trials),
            delta > 0, delta < 1
        else {
            throw ValidationError(
                say(
                    "--cell is 10 to 100,000, --slot 1 to 1,440, --k at least 1, --trials 2 to 10,000,000, --delta between 0 and 1",
                    "--cell va de 10 à 100 000, --slot de 1 à 1 440, --k est au moins 1, --trials va de 2 à 10 000 000, --delta entre 0 et 1"
                ))
        }
        guard Ratio(rho) != nil else { throw ValidationError(say("--rho is a number such as 0.1", "--rho est un nombre comme 0.1")) }
    }

    func run() async throws {
        let table = try EventFile.read(events)
        let centre = lat0.flatMap { latitude in lon0.map { (latitude: latitude, longitude: $0) } }
        let ground = try AttackGround(
            table,
            AttackGround.Plan(centre: centre, cellSize: cell, slot: slot * 60, minimumResidents: minimum, residents: residents))
        let target = AttackTarget(territory: ground.territory, sightings: ground.sightings, published: ground.published)
        guard let ratio = Ratio(rho), let release = Release(rho: Rho(ratio), contribution: 1) else {
            throw Failure("no noise can be drawn for --rho \(rho)", "aucun bruit ne peut être tiré pour --rho \(rho)")
        }
        var bits = try SystemRandomness.bits()
        let findings = AttackFindings(
            singlingOut: SinglingOut(target), linkage: Linkage(target), inference: Inference(target),
            membership: MembershipInference(release, delta: delta, trials: trials, &bits), mechanism: release.mechanism.name,
            seen: table.count, published: ground.published.count,
            suppressed: Int(ground.counts.suppressed), minimum: minimum, hasResidents: residents != nil)
        for line in json ? [findings.json.text] : findings.lines { Output.line(line) }
        if strict, !findings.areMet { throw ExitCode(1) }
    }
}
