import Advice
import ArgumentParser
import Domain
import EventFiles

/// `quietude advise events`: teams, barriers and times for each coming event of an agenda.
struct AdviseEvents: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events",
        abstract: say("Teams, barriers and times for coming events.", "Équipes, barrières et heures des événements à venir."))

    @OptionGroup var ground: AdviceGroundOptions

    @Option(help: ArgumentHelp(say("The agenda, past and to come.", "L'agenda, passé et à venir."), valueName: say("file", "fichier")))
    var agenda: String

    @Option(
        help: ArgumentHelp(
            say("A forecast, as backtest --out writes it.", "Une prévision, comme l'écrit backtest --out."),
            valueName: say("file", "fichier")))
    var forecast: String?

    @Option(
        help: ArgumentHelp(
            say(
                "Weather: time, kind (rain, temperature), value; measured, and for what is to come forecast.",
                "Météo : time, kind (rain, temperature), value ; mesurée, et prévue pour ce qui vient."),
            valueName: say("file", "fichier")))
    var weather: String?

    @Option(help: ArgumentHelp(say("Only this event.", "Seulement cet événement."), valueName: "id"))
    var event: String?

    func run() async throws {
        let ground = try ground.read()
        let events = try AgendaFile.read(agenda, grid: ground.grid)
        let weather = try weather.map(AdviceWeather.init(path:))
        let forecasts = try forecast.map(AdviceForecasts.read) ?? []
        let coming = events.filter { $0.start >= ground.now && (event == nil || $0.identifier == event) }
            .sorted { ($0.start, $0.identifier) < ($1.start, $1.identifier) }
        guard !coming.isEmpty else {
            throw Failure(
                "no event of \(agenda) begins at \(WallTime.text(ground.now)) or later\(event.map { " under the name \($0)" } ?? ""): give another --at",
                "aucun événement de \(agenda) ne commence à \(WallTime.text(ground.now)) ou après\(event.map { " sous le nom \($0)" } ?? "") : donner un autre --at"
            )
        }
        let desk = AdviceDesk(ground: ground, events: events, forecasts: forecasts, weather: weather)
        let advices = coming.map { desk.advice(for: $0) }
        if self.ground.json {
            Output.line(JSON.array(advices.map(Self.json)).text)
        } else {
            for advice in advices { Self.print(advice) }
        }
    }

    private static func print(_ advice: EventAdvice) {
        guard let event = advice.event, let deployment = advice.deployment else { return }
        let people =
            event.attendance.map { Numbers.grouped(Int($0)) + " " + say("people", "personnes") }
            ?? say("attendance not known", "affluence inconnue")
        Output.line(
            "\(event.identifier)  \(AdviceSpeech.text(event.kind.words))  \(WallTime.text(event.start)) – \(WallTime.text(event.end))  \(people)"
        )
        Output.line(say("  incidents  ", "  faits      ") + AdviceSpeech.text(advice.load.spread))
        Output.line(
            say("  teams      ", "  équipes    ") + AdviceSpeech.text(advice.teams)
                + say(
                    ", from \(WallTime.text(deployment.teamsFrom)) to \(WallTime.text(deployment.teamsUntil))",
                    ", de \(WallTime.text(deployment.teamsFrom)) à \(WallTime.text(deployment.teamsUntil))")
                + (deployment.peak.map { say("; most about \(WallTime.text($0))", " ; surtout vers \(WallTime.text($0))") } ?? ""))
        if let barriers = advice.barriers {
            Output.line(
                say("  barriers   ", "  barrières  ") + AdviceSpeech.text(barriers)
                    + say(", standing at \(WallTime.text(deployment.barriersFrom))", ", posées à \(WallTime.text(deployment.barriersFrom))")
            )
        }
        if let adequacy = advice.adequacy {
            Output.line(say("  planned means suffice for ", "  les moyens prévus suffisent à ") + "\(Int(adequacy.rounded())) %")
        }
        for reason in advice.reasons { Output.line("  · " + AdviceSpeech.text(reason)) }
    }

    private static func json(_ advice: EventAdvice) -> JSON {
        guard let event = advice.event, let deployment = advice.deployment else { return .null }
        return .object([
            ("event", .string(event.identifier)), ("kind", .string(event.kind.rawValue)), ("start", .string(WallTime.text(event.start))),
            ("end", .string(WallTime.text(event.end))), ("attendance", .optional(event.attendance)), ("usual", .number(advice.usual)),
            ("factor", .number(advice.factor)), ("expected", .number(advice.load.mean)),
            ("incidents", AdviceSpeech.json(advice.load.spread)),
            ("teams", AdviceSpeech.json(advice.teams)), ("barriers", advice.barriers.map(AdviceSpeech.json) ?? .null),
            ("barriers-from", .string(WallTime.text(deployment.barriersFrom))),
            ("teams-from", .string(WallTime.text(deployment.teamsFrom))),
            ("peak", deployment.peak.map { .string(WallTime.text($0)) } ?? .null),
            ("teams-until", .string(WallTime.text(deployment.teamsUntil))),
            ("adequacy-percent", .optional(advice.adequacy)), ("few-similar-events", .boolean(advice.isThin)),
            (
                "similar",
                .array(
                    advice.similar.map { one in
                        .object([
                            ("event", .string(one.past.event.identifier)), ("start", .string(WallTime.text(one.past.event.start))),
                            ("closeness", .number(one.closeness)), ("shared", .strings(one.shared.map(\.rawValue))),
                            ("unknown", .strings(one.unknown.map(\.rawValue))), ("observed", .number(one.past.observed)),
                            ("usual", .number(one.past.usual)),
                        ])
                    })
            ), ("reasons", .array(advice.reasons.map(AdviceSpeech.json))),
        ])
    }
}
