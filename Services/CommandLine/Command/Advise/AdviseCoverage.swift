import Advice
import ArgumentParser
import Domain
import EventFiles

/// `quietude advise coverage`: where so many teams should stand over the next shift.
struct AdviseCoverage: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: say("Where teams should stand over a shift.", "Où placer les équipes d'une vacation."),
        discussion: say(
            "Covers the most expected incidents within the minutes given, and leaves no zone with less than its share of its own. What is expected comes from --forecast, else from the same hours of the last weeks. The bound is proven: no placement covers more.",
            "Couvre le plus de faits attendus dans les minutes données, sans laisser à aucune zone moins que sa part des siens. L'attendu vient de --forecast, sinon des mêmes heures des dernières semaines. La borne est prouvée : aucun placement ne couvre davantage."
        ))

    @OptionGroup var ground: AdviceGroundOptions

    @Option(help: ArgumentHelp(say("Teams.", "Équipes."), valueName: "n"))
    var teams: Int

    @Option(
        help: ArgumentHelp(
            say(
                "Start of the shift, local; the moment of asking if not given.",
                "Début de la vacation, heure locale ; à défaut le moment de la question."),
            valueName: say("time", "heure")))
    var from: String?

    @Option(help: ArgumentHelp(say("Hours of the shift.", "Heures de la vacation."), valueName: "h"))
    var hours: Double = 8

    @Option(help: ArgumentHelp(say("Minutes within which a team must be there.", "Minutes pour être sur place."), valueName: "min"))
    var minutes: Double = 8

    @Option(help: ArgumentHelp(say("Speed, km/h.", "Vitesse, km/h."), valueName: "km/h"))
    var speed: Double = 25

    @Option(
        help: ArgumentHelp(say("Chance that a team is taken, 0 to 0.95.", "Chance qu'une équipe soit prise, 0 à 0,95."), valueName: "p"))
    var busy: Double = 0

    @Option(
        help: ArgumentHelp(
            say("Forecast, as backtest --out writes it.", "Prévision, comme l'écrit backtest --out."), valueName: say("file", "fichier")))
    var forecast: String?

    @Option(help: ArgumentHelp(say("Zones, GeoJSON.", "Zones, GeoJSON."), valueName: say("file", "fichier")))
    var zones: String?

    @Option(
        help: ArgumentHelp(say("A numeric property of the zones.", "Une propriété numérique des zones."), valueName: say("name", "nom")))
    var zoneAttribute: String = "population"

    @Option(help: ArgumentHelp(say("Share owed to each zone, 0 to 1.", "Part due à chaque zone, 0 à 1."), valueName: "p"))
    var share: Double = 0.3

    @Flag(help: ArgumentHelp(say("As much as can be for the worst-served zone.", "Le plus possible pour la zone la moins servie.")))
    var worstOff = false

    func validate() throws {
        guard (0...1).contains(share), (0...0.95).contains(busy), hours > 0, hours <= 168, minutes > 0, minutes <= 240, speed > 0,
            speed <= 200,
            from.map({ WallTime.seconds($0) != nil }) ?? true
        else {
            throw ValidationError(
                say(
                    "--share 0 to 1, --busy 0 to 0.95, --hours to 168, --minutes to 240, --speed to 200, --from as 2026-07-14T20:00",
                    "--share de 0 à 1, --busy de 0 à 0.95, --hours jusqu'à 168, --minutes jusqu'à 240, --speed jusqu'à 200, --from comme 2026-07-14T20:00"
                ))
        }
    }

    func run() async throws {
        let ground = try ground.read()
        let start = from.flatMap(WallTime.seconds) ?? ground.now
        let end = start + Int64(hours * 3_600)
        let cells = try expected(ground, start, end)
        let file = try zones.map { try ZoneFile($0, attribute: zoneAttribute) }
        let numbers = try file?.zone(
            ofColumns: cells.map(\.cell.column), rows: cells.map(\.cell.row), centredOn: self.ground.centre.lat0,
            lon0: self.ground.centre.lon0,
            size: self.ground.cell)
        let problem = CoverageProblem(
            places: cells.enumerated().map { .init(cell: $1.cell, expected: $1.expected, zone: numbers?[$0]) }, teams: teams,
            speed: TeamSpeed(metresPerSecond: speed / 3.6), minutes: minutes, busy: busy,
            equity: file == nil ? .none : worstOff ? .worstOff : .share(share))
        let plan: CoveragePlan
        do throws(CoverageError) { plan = try CoveragePlanner.plan(problem, grid: ground.grid) } catch {
            throw Failure(error.words.english, error.words.french)
        }
        let posts = try CoveragePosts(plan, grid: ground.grid)
        let names = file?.zones.map(\.name) ?? []
        Output.line(self.ground.json ? posts.json(names, from: start, to: end).text : posts.text(names, from: start, to: end))
    }

    /// What is expected of each cell in the shift.
    private func expected(_ ground: AdviceGround, _ start: Int64, _ end: Int64) throws -> [(cell: Cell, expected: Double)] {
        if let forecast {
            var sums: [Cell: Double] = [:]
            for window in try AdviceForecasts.read(forecast) where window.windowStart < end && window.windowEnd > start {
                let part =
                    Double(min(end, window.windowEnd) - max(start, window.windowStart)) / Double(window.windowEnd - window.windowStart)
                for cell in window.cells { sums[cell.cell, default: 0] += cell.expected * part }
            }
            guard !sums.isEmpty else {
                throw Failure("\(forecast) says nothing of the shift", "\(forecast) ne dit rien de la vacation")
            }
            return sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        }
        // The same hours of the last twelve weeks say where; a tenth goes by all hours, so that no cell that ever had something is empty.
        let week: Int64 = 7 * 86_400
        var (same, all) = ([Cell: Double](), [Cell: Double]())
        for incident in ground.incidents where incident.slot.start >= ground.now - 12 * week {
            all[incident.cell, default: 0] += 1
            let into = (incident.slot.start - start).floorRemainder(by: 86_400)
            if into < min(86_400, end - start) { same[incident.cell, default: 0] += 1 }
        }
        let (sameSum, allSum) = (same.values.reduce(0, +), all.values.reduce(0, +))
        let total = ground.history.usual(in: [], from: start, to: end, asOf: ground.now).mean
        return all.sorted { $0.key < $1.key }.map { cell, count in
            let share = sameSum > 0 ? 0.9 * (same[cell] ?? 0) / sameSum + 0.1 * count / allSum : count / allSum
            return (cell, total * share)
        }
    }
}
