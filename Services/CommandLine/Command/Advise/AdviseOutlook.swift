import Advice
import ArgumentParser
import Domain
import EventFiles

/// `quietude advise outlook`: the next days, each with what to expect, why, what does not fit and whether means suffice.
struct AdviseOutlook: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outlook",
        abstract: say(
            "The next days: load, drivers, what does not fit, adequacy of means.",
            "Les jours à venir : charge, causes, incompatibilités, adéquation des moyens."))

    @OptionGroup var ground: AdviceGroundOptions

    @Option(help: ArgumentHelp(say("The agenda, past and to come.", "L'agenda, passé et à venir."), valueName: say("file", "fichier")))
    var agenda: String?

    @Option(
        help: ArgumentHelp(
            say("A forecast, as backtest --out writes it.", "Une prévision, comme l'écrit backtest --out."),
            valueName: say("file", "fichier")))
    var forecast: String?

    @Option(
        help: ArgumentHelp(
            say("Weather: time, kind (rain, temperature), value.", "Météo : time, kind (rain, temperature), value."),
            valueName: say("file", "fichier")))
    var weather: String?

    @Option(
        help: ArgumentHelp(
            say("Team-hours planned a day beside those of events.", "Heures d'équipe prévues par jour hors événements."), valueName: "h"))
    var teamHours: Double?

    @Option(help: ArgumentHelp(say("Days.", "Jours."), valueName: "n"))
    var days: Int = 30

    func validate() throws {
        guard (1...366).contains(days), teamHours.map({ $0 >= 0 && $0.isFinite }) ?? true else {
            throw ValidationError(say("--days 1 to 366, --team-hours from 0", "--days de 1 à 366, --team-hours dès 0"))
        }
    }

    func run() async throws {
        let ground = try ground.read()
        let events = try agenda.map { try AgendaFile.read($0, grid: ground.grid) } ?? []
        let weather = try weather.map(AdviceWeather.init(path:))
        let forecasts = try forecast.map(AdviceForecasts.read) ?? []
        let desk = AdviceDesk(ground: ground, events: events, forecasts: forecasts, weather: weather)
        let coming = events.filter { $0.start >= ground.now && !$0.cells.isEmpty }
        let advice = Dictionary(coming.map { ($0.identifier, desk.advice(for: $0)) }, uniquingKeysWith: { first, _ in first })
        let holidays = ground.holidays
        let traits: @Sendable (CivilDay) -> DayTraits = { day in
            let start = Int64(day.number) * 86_400
            return DayTraits(
                day: day, holidays: holidays, rain: weather?.rain(from: start, to: start + 86_400),
                warmest: weather?.warmest(from: start, to: start + 86_400))
        }
        let hours = teamHours
        let outlook = Outlook(
            Outlook.Sources(
                forecasts: forecasts, model: Self.model(ground, traits), events: events.filter { $0.end > ground.now }, advice: advice,
                teamHours: { _ in hours }, traits: traits, midnight: { Int64($0.number) * 86_400 }), grid: ground.grid)
        // The day of asking is under way: the first is the next one, unless it has just begun.
        let today = CivilDay(wallSeconds: ground.now)
        let first = ground.now % 86_400 == 0 ? today : today.advanced(by: 1)
        let all = outlook.days(from: first, count: days)
        if self.ground.json {
            Output.line(JSON.array(all.map(Self.json)).text)
        } else {
            for day in all { Self.print(day) }
        }
    }

    /// What days bring, from the whole days of the last two years.
    private static func model(_ ground: AdviceGround, _ traits: (CivilDay) -> DayTraits) -> DayLoadModel? {
        guard let first = ground.history.first else { return nil }
        let until = ground.now.floorDivided(by: 86_400)
        let from = max(first.floorDivided(by: 86_400) + 1, until - 730)
        guard from < until else { return nil }
        var counts = [Double](repeating: 0, count: Int(until - from))
        for incident in ground.incidents {
            let place = incident.slot.start.floorDivided(by: 86_400) - from
            if place >= 0, place < until - from { counts[Int(place)] += 1 }
        }
        return DayLoadModel(
            counts.enumerated().map { .init(traits: traits(CivilDay(number: Int(from) + $0)), count: $1) })
    }

    private static func print(_ day: DayOutlook) {
        let load = day.load.map { AdviceSpeech.text($0.spread) } ?? say("not known", "inconnu")
        let adequacy = day.adequacy.map { "\(Int($0.rounded())) %" } ?? say("means not known", "moyens inconnus")
        Output.line("\(day.day.text)  \(load)  \(adequacy)")
        for driver in day.drivers { Output.line("  · " + AdviceSpeech.text(driver.words)) }
        for finding in day.findings { Output.line("  ! " + AdviceSpeech.text(finding.words)) }
    }

    private static func json(_ day: DayOutlook) -> JSON {
        .object([
            ("day", .string(day.day.text)), ("origin", .string(day.origin.rawValue)), ("expected", .optional(day.load?.mean)),
            ("incidents", day.load.map { AdviceSpeech.json($0.spread) } ?? .null),
            (
                "drivers",
                .array(
                    day.drivers.map { driver in
                        .object([("incidents", .optional(driver.incidents)), ("words", AdviceSpeech.json(driver.words))])
                    })
            ), ("findings", .array(day.findings.map(AdviceSpeech.json))), ("events", .strings(day.events.map(\.identifier))),
            ("needed-team-hours", day.neededTeamHours.map(AdviceSpeech.json) ?? .null),
            ("planned-team-hours", .optional(day.plannedTeamHours)), ("adequacy-percent", .optional(day.adequacy)),
        ])
    }
}
