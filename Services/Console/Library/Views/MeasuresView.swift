import Advice
import Domain

/// Planned events with what is suggested for them, and what does not fit together.
public struct MeasuresView: Sendable {
    private let book: PlanBook

    /// A view of a book.
    public init(_ book: PlanBook) { self.book = book }

    /// Events of a stretch; from now on for 48 hours where nothing is said.
    public func json(from: Int64?, to: Int64?) -> JSON {
        let start = from ?? book.picture.now ?? 0
        let end = max(start + 1, to ?? start + 172_800)
        return [
            "events": .array(book.events.filter { $0.start < end && $0.end > start }.prefix(1_000).map(event)),
            "incompatible": .array(book.findings.filter { $0.start < end && $0.end > start }.map(Self.finding)),
        ]
    }

    func event(_ event: PlannedEvent) -> JSON {
        let people = event.attendance.map { Figures.grouped(Int(max(0, min(1e9, $0)).rounded()), separator: ",") }
        let personnes = event.attendance.map { Figures.grouped(Int(max(0, min(1e9, $0)).rounded()), separator: "\u{202F}") }
        return [
            "id": .string(event.identifier), "start": .time(event.start), "end": .time(event.end),
            "cell": event.cells.first.map(JSON.cell) ?? .null,
            "zone": .optional(event.cells.first.flatMap { book.picture.zones.zone(of: $0) }),
            "title": event.title.map { .words($0) } ?? .null, "attendance": .optional(event.attendance, digits: 7),
            "text": .words(
                french: "Événement prévu" + (personnes.map { ", \($0) personnes" } ?? ", affluence non dite"),
                english: "Planned event" + (people.map { ", \($0) people" } ?? ", attendance not said")),
            "suggestion": book.advice[event.identifier].map(Self.suggestion) ?? .null,
        ]
    }

    /// What an event does to its day: when and where it is, how many come, and how many incidents more or less it brings.
    func driver(_ event: PlannedEvent, adds incidents: Double?) -> Words {
        let wall = TimeText.utc(event.start + book.days.offset(at: event.start)).dropFirst(11).prefix(5)
        let place = event.cells.first.flatMap { book.picture.zones.index(of: $0) }.map { ", \(book.picture.zones.zones[$0].name)" } ?? ""
        let count = event.attendance.map { Int(max(0, min(1e9, $0)).rounded()) }
        let english = count.map { ", \(Figures.grouped($0, separator: ",")) people" } ?? ""
        let french = count.map { ", \(Figures.grouped($0, separator: "\u{202F}")) personnes" } ?? ""
        let effect: Words
        if let incidents, abs(incidents) < 0.5 {
            effect = Words("hardly any effect", "presque sans effet")
        } else if let incidents {
            let sign = incidents < 0 ? "" : "+"
            effect = Words("\(sign)\(Figures.told(incidents)) incidents", "\(sign)\(Figures.french(Figures.told(incidents))) faits")
        } else if event.end <= book.picture.now ?? .min {
            effect = Words("over", "terminé")
        } else {
            effect = Words("effect not known", "effet inconnu")
        }
        return Words("\(wall)\(place)\(english): \(effect.english)", "\(wall)\(place)\(french) : \(effect.french)")
    }

    private static func suggestion(_ advice: EventAdvice) -> JSON {
        [
            "teams": spread(advice.teams), "barriers": advice.barriers.map(spread) ?? .null, "like": .whole(advice.similar.count),
            "thin": .boolean(advice.isThin), "expected": .optional(advice.load.mean), "usual": .optional(advice.usual),
            "times": advice.deployment.map {
                [
                    "barriersFrom": .time($0.barriersFrom), "teamsFrom": .time($0.teamsFrom), "peak": .time($0.peak),
                    "teamsUntil": .time($0.teamsUntil),
                ]
            } ?? .null, "adequacy": .optional(advice.adequacy.map { $0.rounded() }), "reasons": .array(advice.reasons.map { .words($0) }),
        ]
    }

    private static func spread(_ spread: Spread) -> JSON {
        ["value": .optional(spread.middle), "lower": .optional(spread.low), "upper": .optional(spread.high)]
    }

    static func finding(_ finding: AgendaFinding) -> JSON {
        [
            "kind": .string(finding.kind.rawValue), "severity": .string("\(finding.severity)"), "events": .strings(finding.events),
            "start": .time(finding.start), "end": .time(finding.end), "measures": .strings(finding.measures.map(\.rawValue)),
            "text": .words(finding.words),
        ]
    }
}
