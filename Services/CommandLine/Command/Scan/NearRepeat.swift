import ArgumentParser
import Correlation
import EventFiles

/// `quietude near-repeat`: whether events near in space are near in time too.
struct NearRepeat: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "near-repeat",
        abstract: say("Knox and near-repeat tables of close pairs.", "Tables de Knox et de répétition des paires proches."),
        discussion: say(
            "Counts pairs of events by distance and by days between them, and holds them against permutations of the days. The first table has a band in each cell, the second (Knox) everything up to both edges. A cell shows the ratio of observed to expected pairs, with the p-value. A first distance of 0 is the same place, a first span of 0d the same day.",
            "Compte les paires d'événements selon la distance et les jours qui les séparent, face à des permutations des jours. La première table a une tranche par case, la seconde (Knox) tout jusqu'aux deux bornes. Une case donne le rapport des paires observées aux attendues, et la valeur p. Une première distance de 0 est le même lieu, une première durée de 0d le même jour."
        ))

    @OptionGroup var placed: PlacedEventsOptions

    @Option(help: ArgumentHelp(say("First day, included.", "Premier jour, compris."), valueName: "date"))
    var from: CalendarDay?

    @Option(help: ArgumentHelp(say("Last day, included.", "Dernier jour, compris."), valueName: "date"))
    var end: CalendarDay?

    @Option(help: ArgumentHelp(say("Upper edges of the distances, metres.", "Bornes supérieures des distances, mètres."), valueName: "m,m"))
    var distances = MetreList(NearRepeatSettings().distances)

    @Option(help: ArgumentHelp(say("Upper edges of the spans.", "Bornes supérieures des durées."), valueName: "1d,7d"))
    var spans = DaySpanList(NearRepeatSettings().spans)

    @OptionGroup var permutations: PermutationOptions

    @Option(
        help: ArgumentHelp(
            say(
                "Writes the tables as JSON too; - is standard output, in place of the text.",
                "Écrit aussi les tables en JSON ; - est la sortie standard, à la place du texte."),
            valueName: "file"))
    var out: String?

    func validate() throws {
        do { try settings.validate() } catch { throw ValidationError(ScanSpeech.sentence(error)) }
    }

    func run() async throws {
        let events = try placed.read()
        let plane = try events.table.eastingsAndNorthings(centredOn: placed.centre.lat0, lon0: placed.centre.lon0)
        var eastings: [Double] = []
        var northings: [Double] = []
        var days: [Int32] = []
        var lost = 0
        for index in events.indices {
            let day = CalendarDay(wallSeconds: events.table.wallSeconds[index]).number
            guard day >= from?.number ?? .min, day <= end?.number ?? .max else { continue }
            guard abs(plane.eastings[index]) < 1e9, abs(plane.northings[index]) < 1e9 else {
                lost += 1
                continue
            }
            eastings.append(plane.eastings[index])
            northings.append(plane.northings[index])
            days.append(day)
        }
        noteOffPlane(lost)
        let result: NearRepeatResult
        do {
            result = try await NearRepeatAnalysis(eastings: eastings, northings: northings, days: days, settings: settings)
                .run(width: permutations.threads)
        } catch let error as ScanError {
            throw Failure(ScanSpeech.sentence(error), ScanSpeech.sentence(error))
        }
        if let out {
            var file = try OutputFile(out)
            try file.write(NearRepeatReport.json(result).text + "\n")
            try file.close()
        }
        if out != "-" { for line in NearRepeatReport.lines(result) { Output.line(line) } }
    }

    private var settings: NearRepeatSettings {
        NearRepeatSettings(distances: distances.metres, spans: spans.days, replications: permutations.replications, seed: permutations.seed)
    }
}
