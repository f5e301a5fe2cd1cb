import Anonymization
import ArgumentParser
import Domain
import EventFiles
import Foundation

/// `quietude audit attack`: attacks what a house has published of a file of events, or, without a house, what the anonymizer would publish
/// of it.
struct AuditAttack: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attack",
        abstract: say(
            "Attacks the anonymizer's output: singling out, linkage, inference, membership.",
            "Attaque ce que publie l'anonymisation : individualisation, corrélation, inférence, appartenance."),
        discussion: say(
            "EVENTS is CSV with time, lat, lon and category, plain or gzip. With --data the attacks are run on the incidents in the journal of that running house, of which EVENTS is the raw stream (local time of the territory, or of --zone), under its own register; --residents, --k, --cell, --slot, --lat0 and --lon0 then say nothing. Without --data the anonymizer's code is run on EVENTS. With --residents (cell,residents or INSEE's idcar_200m,ind) cells are published where at least --k people live; without it they have a fixed width of 800 m, and nobody can say how many share them.",
            "EVENTS est un CSV avec time, lat, lon et category, simple ou gzip. Avec --data, les attaques visent les incidents du journal de cette maison en marche, dont EVENTS est le flux brut (heure locale du territoire, ou de --zone), selon son propre registre ; --residents, --k, --cell, --slot, --lat0 et --lon0 n'ont alors pas d'effet. Sans --data, le code d'anonymisation est appliqué à EVENTS. Avec --residents (cell,residents ou idcar_200m,ind de l'INSEE) les mailles sont publiées là où au moins --k personnes vivent ; sans lui elles ont une largeur fixe de 800 m, et nul ne peut dire combien les partagent."
        ))

    @Option(help: ArgumentHelp(say("The raw events.", "Les évènements bruts."), valueName: say("file", "fichier")))
    var events: String

    @OptionGroup var dataOptions: DataOptions

    @Option(
        help: ArgumentHelp(
            say("Territory of the house; its only one otherwise.", "Territoire de la maison ; sinon le seul."),
            valueName: say("name", "nom")))
    var territory: String?

    @Option(
        help: ArgumentHelp(
            say("Attack only what this source published.", "N'attaquer que ce que cette source a publié."), valueName: say("name", "nom")))
    var source: String?

    @Option(
        help: ArgumentHelp(
            say(
                "Time zone of EVENTS with --data; the territory's otherwise.",
                "Fuseau horaire d'EVENTS avec --data ; sinon celui du territoire."),
            valueName: say("zone", "fuseau")))
    var zone: String?

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

    @OptionGroup var centre: ChosenCentreOptions

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
        guard dataOptions.data != nil || territory == nil && source == nil && zone == nil else {
            throw ValidationError(
                say(
                    "--territory, --source and --zone are of a house: give --data",
                    "--territory, --source et --zone visent une maison : donner --data"))
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
        table.unreadRows(of: events).tell()
        let attacked = dataOptions.data == nil ? try published(table) : try await house(table)
        let target = AttackTarget(territory: attacked.territory, sightings: attacked.sightings, published: attacked.published)
        guard let ratio = Ratio(rho), let release = Release(rho: Rho(ratio), contribution: 1) else {
            throw Failure("no noise can be drawn for --rho \(rho)", "aucun bruit ne peut être tiré pour --rho \(rho)")
        }
        var bits = try SystemRandomness.bits()
        let findings = AttackFindings(
            singlingOut: SinglingOut(target), linkage: Linkage(target), inference: Inference(target),
            membership: MembershipInference(release, delta: delta, trials: trials, &bits), mechanism: release.mechanism.name,
            seen: table.count, published: attacked.published.count, suppressed: attacked.suppressed,
            minimum: attacked.territory.minimumResidents, hasResidents: attacked.territory.residents != nil)
        for line in json ? [findings.json.text] : findings.lines { Output.line(line) }
        if strict, !findings.areMet { throw ExitCode(1) }
    }

    /// What the attacks are run on.
    private struct Attacked {
        var territory: TerritoryEntry
        var sightings: [AttackTarget.Sighting]
        var published: [Incident]
        /// Nil of a house: its journal holds what was published, not what was not.
        var suppressed: Int?
    }

    private func published(_ table: EventTable) throws -> Attacked {
        let centre = self.centre.lat0.flatMap { latitude in self.centre.lon0.map { (latitude: latitude, longitude: $0) } }
        let ground = try AttackGround(
            table,
            AttackGround.Plan(centre: centre, cellSize: cell, slot: slot * 60, minimumResidents: minimum, residents: residents))
        return Attacked(
            territory: ground.territory, sightings: ground.sightings, published: ground.published, suppressed: Int(ground.counts.suppressed)
        )
    }

    private func house(_ table: EventTable) async throws -> Attacked {
        let declared = try Declared(dataOptions.house)
        let name = try declared.territory(territory)
        let attack = try await HouseAttack(
            table, HouseAttack.Plan(house: dataOptions.house, territory: name, source: source, zone: zone))
        return Attacked(territory: attack.territory, sightings: attack.sightings, published: attack.published, suppressed: nil)
    }
}
