import ArgumentParser
import Domain
import Schema
import Transport

/// `quietude status --sources`: how each source is, as ingestion learnt it.
struct SourceStatus {
    let house: House
    let json: Bool
    let quiet: Bool

    private static let deadline = Duration.seconds(5)

    /// Says it; exit code 1 where something is unusual, 2 where ingestion does not answer.
    func run() async throws {
        let connection = try Connection(house)
        let client = try connection.client(of: "ingestion")
        var territories: [(name: String, sources: [SourceHealthEntry])] = []
        var problem: CallError?
        do throws(CallError) {
            for feed in try await client.describe(deadline: Self.deadline).feeds {
                let reply = try await client.call(
                    Method.sourceHealth, SourceHealthRequest(territory: feed.territory).encoded(), deadline: Self.deadline, idempotent: true
                )
                guard let health = try? SourceHealthReply(decoding: reply) else { continue }
                territories.append((feed.territory, health.sources))
            }
        } catch {
            problem = error
        }
        await client.close()
        await connection.close()
        if let problem {
            Output.note(say("ingestion does not answer: \(problem.message)", "ingestion ne répond pas : \(problem.message)"))
            throw ExitCode(2)
        }
        if !quiet { show(territories) }
        if territories.contains(where: { $0.sources.contains { !$0.conditions.isEmpty } }) { throw ExitCode(1) }
    }

    private func show(_ territories: [(name: String, sources: [SourceHealthEntry])]) {
        if json {
            Output.line(
                JSON.object([
                    (
                        "territories",
                        .array(
                            territories.map {
                                .object([("territory", .string($0.name)), ("sources", .array($0.sources.map(Self.json)))])
                            })
                    )
                ]).text)
            return
        }
        for territory in territories {
            Output.line(territory.name)
            for line in Self.lines(territory.sources) { Output.line(line) }
        }
    }

    static func lines(_ sources: [SourceHealthEntry]) -> [String] {
        var rows = [
            [
                say("  source", "  source"), say("heard", "entendue"), say("usual gap", "écart usuel"), say("last hour", "dernière heure"),
                say("drift", "dérive"), say("clock", "horloge"), say("duplicates", "doublons"), say("taken", "prises"),
                say("refused", "refusées"), say("unusual", "inhabituel"),
            ]
        ]
        rows += sources.map { source in
            [
                "  \(source.source)",
                source.heard == nil ? say("never", "jamais") : say("\(span(source.idle)) ago", "il y a \(span(source.idle))"),
                source.usualGap.map(span) ?? "-",
                source.expected.map { "\(Numbers.grouped(source.observed)) / \(Numbers.short($0))" } ?? "-",
                source.drift.map { Numbers.decimal($0, 2) } ?? "-",
                source.skew.map { abs($0) < 1 ? "0 s" : ($0 > 0 ? "+" : "-") + span(abs($0)) } ?? "-",
                source.duplicates.map { "\(Numbers.decimal($0 * 100, 0)) %" } ?? "-", Numbers.grouped(source.accepted),
                Numbers.grouped(source.refused), source.conditions.isEmpty ? "-" : source.conditions.map(word).joined(separator: ", "),
            ]
        }
        return Table.lines(rows)
    }

    private static func span(_ seconds: Double) -> String { Times.span(milliseconds: UInt64(min(max(seconds, 0), 1e12) * 1_000)) }

    /// The condition as a person reads it.
    private static func word(_ condition: String) -> String {
        switch condition {
        case "silent": say("silent", "silencieuse")
        case "slower": say("slower than usual", "plus lente que d'habitude")
        case "faster": say("faster than usual", "plus rapide que d'habitude")
        case "drift": say("categories have drifted", "les catégories ont dérivé")
        case "unmapped": say("codes not in the register", "codes absents du registre")
        case "clock-ahead": say("clock ahead", "horloge en avance")
        case "clock-behind": say("reports later than usual", "rapports plus tardifs que d'habitude")
        case "duplicates": say("mostly duplicates", "surtout des doublons")
        case "refused": say("much is refused", "beaucoup de refus")
        default: condition
        }
    }

    private static func json(_ source: SourceHealthEntry) -> JSON {
        .object([
            ("source", .string(source.source)), ("kind", .string(source.kind.name)),
            ("heard", source.heard.map { .string(Times.text($0)) } ?? .null),
            ("idle-s", source.heard == nil ? .null : .number(source.idle)),
            ("declared-silence-s", .whole(source.declaredSilence)), ("usual-gap-s", .optional(source.usualGap)),
            ("expected-hourly", .optional(source.expected)), ("observed-hourly", .whole(source.observed)),
            ("drift", .optional(source.drift)), ("unmapped", .optional(source.unmapped)), ("skew-s", .optional(source.skew)),
            ("duplicates", .optional(source.duplicates)), ("accepted", .whole(source.accepted)), ("refused", .whole(source.refused)),
            ("conditions", .strings(source.conditions)),
        ])
    }
}
