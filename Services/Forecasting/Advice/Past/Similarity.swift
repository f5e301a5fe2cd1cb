import Glibc
public import Domain

/// How alike two events are: Gower's distance (1971, "A general coefficient of similarity and some of its properties", Biometrics 27) over
/// kind, attendance, place, weekday, hour and weather. What is not known of one of them counts as half apart: ignorance is not likeness.
public struct Similarity: Sendable {
    /// Distance at which a past event counts e^-1 of one that is the same.
    public static let bandwidth = 0.3
    /// Past events that count less are left out.
    public static let leastCloseness = 0.1

    private let plane: Plane
    private static let weights: [(feature: SimilarEvent.Feature, weight: Double)] = [
        (.kind, 3), (.attendance, 2.5), (.place, 2), (.weekday, 1), (.hour, 1.5), (.weather, 1),
    ]

    /// A measure on a territory's grid.
    public init(grid: Grid) { plane = Plane(grid: grid) }

    /// The past events most like one that is planned, the nearest first. Only events that ended before it begins are looked at.
    public func mostSimilar(
        to event: PlannedEvent, in conditions: Conditions, among past: [PastEvent], atMost: Int = 12
    ) -> [SimilarEvent] {
        let compared = past.compactMap { one -> SimilarEvent? in
            guard one.event.end <= event.start, one.event.identifier != event.identifier || one.event.start != event.start else {
                return nil
            }
            let similar = compare(event, conditions, one)
            return similar.closeness >= Self.leastCloseness ? similar : nil
        }
        let ordered = compared.sorted {
            ($1.closeness, $1.past.event.start, $0.past.event.identifier) < ($0.closeness, $0.past.event.start, $1.past.event.identifier)
        }
        return Array(ordered.prefix(max(0, atMost)))
    }

    /// How alike a planned and a past event are.
    public func compare(_ event: PlannedEvent, _ conditions: Conditions, _ past: PastEvent) -> SimilarEvent {
        let other = past.event
        var distances: [SimilarEvent.Feature: Double] = [:]
        distances[.kind] = Self.kind(event.kind, other.kind)
        if let people = event.attendance, let before = other.attendance {
            distances[.attendance] = min(1, abs(log(max(1, people) / max(1, before))) / log(5))
        }
        if let metres = plane.gap(event.cells, other.cells) { distances[.place] = min(1, metres / 1_500) }
        distances[.weekday] = Self.weekday(conditions, past.conditions)
        let apart = abs(conditions.hour - past.conditions.hour)
        distances[.hour] = min(1, min(apart, 24 - apart) / 6)
        if let wet = conditions.isWet, let before = past.conditions.isWet {
            var parts = [wet == before ? 0.0 : 1]
            if let now = conditions.temperature, let then = past.conditions.temperature { parts.append(min(1, abs(now - then) / 15)) }
            distances[.weather] = parts.reduce(0, +) / Double(parts.count)
        }
        var (sum, total) = (0.0, 0.0)
        for (feature, weight) in Self.weights {
            sum += weight * (distances[feature] ?? 0.5)
            total += weight
        }
        let distance = sum / total / Self.bandwidth
        return SimilarEvent(past: past, closeness: exp(-distance * distance), distances: distances)
    }

    private static func kind(_ left: EventKind, _ right: EventKind) -> Double {
        if left == right { return left == .other ? 0.5 : 0 }
        let families: [Set<EventKind>] = [
            [.march, .gathering], [.concert, .festival, .fireworks], [.match, .sport], [.works, .closure], [.market, .festival],
        ]
        return families.contains { $0.contains(left) && $0.contains(right) } ? 0.4 : 1
    }

    private static func weekday(_ left: Conditions, _ right: Conditions) -> Double {
        if left.weekday == right.weekday { return 0 }
        func group(_ conditions: Conditions) -> Int {
            conditions.isHoliday == true ? 2 : conditions.weekday < 4 ? 0 : conditions.weekday - 3
        }
        return group(left) == group(right) ? 0.2 : 1
    }
}
