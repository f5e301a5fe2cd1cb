import AlertDocuments
import ArgumentParser
import Domain
import Foundation
import Schema
import Transport

/// `quietude watch`: what comes out, as it comes.
struct Watch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: say("Shows what comes out, as it comes.", "Montre ce qui sort, à mesure."),
        discussion: say(
            "incidents, readings, signals, forecasts or alerts, a line each; everything: signals and alerts in words, the rest counted. --json prints an object a line with its cursor, to be given to --from.",
            "incidents, readings, signals, forecasts ou alerts, une ligne chacun ; everything : signaux et alertes en toutes lettres, le reste compté. --json imprime un objet par ligne avec son curseur, à rendre à --from."
        ))

    @OptionGroup var dataOptions: DataOptions

    @Argument(
        help: ArgumentHelp(say("What to watch.", "Quoi regarder."), valueName: WatchTopic.allCases.map(\.rawValue).joined(separator: "|")))
    var topic: WatchTopic

    @Option(
        help: ArgumentHelp(
            say("start, now, or a cursor: what came after it.", "start, now, ou un curseur : ce qui est venu après."), valueName: "cursor"))
    var from: String = "now"

    @Flag(help: ArgumentHelp(say("A JSON object a line.", "Un objet JSON par ligne.")))
    var json = false

    @Option(
        help: ArgumentHelp(
            say("Of alerts: a CAP 1.2 message or a GeoJSON feature each.", "Des alertes : un message CAP 1.2 ou un objet GeoJSON chacune."),
            valueName: DocumentKind.allCases.map(\.rawValue).joined(separator: "|")))
    var format: DocumentKind?

    @OptionGroup var alertOptions: AlertOptions

    @Option(
        help: ArgumentHelp(
            say("Territory; the register's only one if not given.", "Territoire ; le seul du registre à défaut."), valueName: "id"))
    var territory: String?

    @Option(help: ArgumentHelp(say("Stops after so many lines.", "S'arrête après tant de lignes."), valueName: "n"))
    var limit: Int?

    @Option(
        help: ArgumentHelp(
            say(
                "Stops once nothing came for so long; exit code 1 where nothing came at all.",
                "S'arrête quand rien n'est venu depuis ; code 1 si rien n'est venu du tout."), valueName: "seconds"))
    var untilIdle: Double?

    func validate() throws {
        if let limit, limit < 1 { throw ValidationError(say("--limit must be at least 1", "--limit doit être au moins 1")) }
        if let untilIdle, !(untilIdle > 0 && untilIdle <= 86_400) {
            throw ValidationError(say("--until-idle must be more than 0", "--until-idle doit être plus que 0"))
        }
        if topic != .alerts, format != nil || !alertOptions.isEmpty {
            throw ValidationError(
                say("--format and filters are of alerts: watch alerts", "--format et les filtres sont d'alertes : watch alerts"))
        }
        if json, format != nil { throw ValidationError(say("--json or --format, not both", "--json ou --format, pas les deux")) }
        if topic == .everything, json {
            throw ValidationError(say("--json wants one topic, not everything", "--json veut un sujet, pas everything"))
        }
        if topic == .everything, from != "start", from != "now" {
            throw ValidationError(
                say(
                    "everything is of several journals: --from start or now", "everything vient de plusieurs journaux : --from start ou now"
                ))
        }
    }

    func run() async throws {
        let house = dataOptions.house
        let declared = try Declared(house)
        let territory = try declared.territory(territory)
        try declared.require(territory)
        let places = Places(grid: declared.entry(of: territory)?.grid)
        let (start, cursor) = try Self.start(from)
        let connection = try Connection(house)
        let audience = Spectators(style: topic == .everything ? .everything : (json ? .json : .human), limit: limit)
        let filter = try topic == .alerts ? alertOptions.filter() : nil
        let writer = format.map { AlertWriter(kind: $0, territory: declared.entry(of: territory), identifier: territory) }
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for feed in topic.feeds {
                    let request = SubscribeRequest(
                        territory: territory, consumer: "", start: start, cursor: cursor, types: feed.types, filter: filter)
                    let client = try connection.client(of: feed.service)
                    group.addTask { try await Self.follow(client, request, places, writer, audience) }
                }
                if topic == .everything { group.addTask { await Self.report(audience) } }
                if let untilIdle { group.addTask { await Self.waitForIdle(audience, .milliseconds(Int(untilIdle * 1_000))) } }
                // The first that ends ends it: the limit is reached, all is quiet, or a feed failed.
                try await group.next()
                group.cancelAll()
            }
        } catch let error as CallError {
            await connection.close()
            throw Failure(
                "\(topic.rawValue) of \(territory) cannot be watched: \(error.message) (\(error.status.name))",
                "\(topic.rawValue) de \(territory) : \(error.message) (\(error.status.name))")
        }
        await connection.close()
        if topic == .everything, let summary = await audience.summary() { Output.line(summary) }
        if untilIdle != nil, await audience.lines == 0 { throw ExitCode(1) }
    }

    private static func start(_ text: String) throws -> (Start, Cursor?) {
        switch text {
        case "start": (.beginning, nil)
        case "now": (.now, nil)
        default: (.cursor, try CursorText.read(text))
        }
    }

    private static func follow(
        _ client: Client, _ request: SubscribeRequest, _ places: Places, _ writer: AlertWriter?, _ audience: Spectators
    ) async throws {
        while true {
            do {
                for try await batch in client.subscribe(request) {
                    for record in batch.records {
                        let cursor = CursorText.write(journal: batch.journal, sequence: record.sequence)
                        let lines = try writer.map { try $0.lines(record) } ?? RecordLine.all(in: record, places)
                        await audience.take(lines, cursor: cursor)
                        if await audience.isSatisfied { return }
                    }
                }
                return
            } catch let error as CallError where error.status == .notFound {
                // A service opens a territory when the first of it comes down.
                try await Task.sleep(for: .milliseconds(500))
            }
        }
    }

    /// Says the counts every other second, where they changed.
    private static func report(_ audience: Spectators) async {
        while !Task.isCancelled {
            try? await Task.sleep(for: .seconds(2))
            if !Task.isCancelled, let summary = await audience.summary() { Output.line(summary) }
        }
    }

    private static func waitForIdle(_ audience: Spectators, _ span: Duration) async {
        while !Task.isCancelled {
            let rest = await audience.lastArrival + span - .now
            if rest <= .zero { return }
            try? await Task.sleep(for: rest)
        }
    }
}
