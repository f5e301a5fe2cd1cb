import Advice
import Glibc
public import Domain

/// Counts over time with what is usual at that time.
public struct TrendView: Sendable {
    /// Length of a step.
    public enum Step: String, CaseIterable, Sendable {
        case hour, day, week
    }

    /// What is counted.
    public struct Selection: Sendable {
        /// A zone; all of the territory where nil.
        public var zone: String?
        /// Categories; all that are counted where empty.
        public var categories: Set<Domain.Category>

        /// A selection.
        public init(zone: String? = nil, categories: Set<Domain.Category> = []) {
            self.zone = zone
            self.categories = categories
        }

        func isWanted(_ map: ZoneMap) -> @Sendable (PlaceCategory) -> Bool {
            let index = zone.map { map.place[$0] ?? -1 }
            let categories = categories
            return { key in
                if !categories.isEmpty, !categories.contains(key.category) { return false }
                guard let index else { return true }
                return map.index(of: key.cell) == index
            }
        }
    }

    /// Points of a series.
    public struct Points: Sendable {
        /// Seconds since 1970: where each stretch begins.
        public var times: [Int64]
        /// Nil where nobody was heard.
        public var counts: [Int64?]
        /// What is usual; nil with too little history.
        public var usual: [Load?]
    }

    private let picture: Picture
    private let days: LocalDays

    /// Weeks before that tell what is usual, the last ones most: their weight halves every eight.
    private static let weeks = 52
    private static let halfLife = 8.0
    private static let leastWeeks = 3
    private static let maximumSteps = 2_208

    /// A view of a picture on a calendar.
    public init(_ picture: Picture, days: LocalDays) {
        self.picture = picture
        self.days = days
    }

    /// The stretches of some days, each a whole step; the last one may lie ahead.
    public func points(from: CivilDay, to: CivilDay, step: Step, _ selection: Selection) -> Points {
        let end = max(to, from.advanced(by: 1))
        let starts = starts(from, end, step)
        let period = step == .week ? 7 : 1
        // The same stretch of the weeks before: a week earlier by the local calendar, so that summer time moves nothing.
        let isWanted = selection.isWanted(picture.zones)
        let series = Series(picture)
        switch step {
        case .hour:
            let first = starts[0].floorDivided(by: 3_600)
            let count = Int64(starts.count)
            let back = Int64(Self.weeks) * 168
            let all = series.hours(first - back..<first + count, isWanted)
            let usual = (0..<starts.count).map { place in
                Self.usual((1...Self.weeks).map { all[Int(back) + place - $0 * 168] })
            }
            return Points(times: starts, counts: Array(all[Int(back)...]), usual: usual)
        case .day, .week:
            let firstDay = days.day(of: starts[0])
            let back = Self.weeks * 7 / period
            let spans = (-back..<starts.count).map { index in
                days.start(of: firstDay.advanced(by: index * period))..<days.start(of: firstDay.advanced(by: (index + 1) * period))
            }
            let all = series.sums(spans, isWanted)
            let usual = (0..<starts.count).map { place in
                Self.usual((1...Self.weeks).map { all[back + place - $0 * 7 / period] })
            }
            return Points(times: starts, counts: Array(all[back...]), usual: usual)
        }
    }

    private func starts(_ from: CivilDay, _ to: CivilDay, _ step: Step) -> [Int64] {
        switch step {
        case .hour:
            let first = days.start(of: from)
            let last = min(days.start(of: to), first + Int64(Self.maximumSteps) * 3_600)
            return Array(stride(from: first, to: last, by: 3_600))
        case .day:
            let last = min(to, from.advanced(by: Self.maximumSteps))
            return (from.number..<last.number).map { days.start(of: CivilDay(number: $0)) }
        case .week:
            let monday = from.advanced(by: -from.weekday)
            return stride(from: monday.number, to: min(to.number, monday.number + 7 * 520), by: 7).map {
                days.start(of: CivilDay(number: $0))
            }
        }
    }

    /// What weeks tell, the last one first: a weighted mean, and the spread by moments.
    static func usual(_ weeks: [Int64?]) -> Load? {
        var (sum, weight, squares, known) = (0.0, 0.0, 0.0, 0)
        for (age, count) in weeks.enumerated() {
            guard let count else { continue }
            let part = exp2(-Double(age) / halfLife)
            sum += part * Double(count)
            squares += part * Double(count) * Double(count)
            weight += part
            known += 1
        }
        guard known >= leastWeeks, weight > 0 else { return nil }
        let mean = sum / weight
        let variance = max(0, squares / weight - mean * mean) * Double(known) / Double(known - 1)
        return Load(mean: mean, variance: max(mean, variance))
    }

    /// The series as columns.
    public func json(from: CivilDay?, to: CivilDay?, step: Step, _ selection: Selection) -> JSON {
        let today = days.day(of: picture.now ?? 0)
        let last = to ?? today.advanced(by: 1)
        let points = points(from: from ?? last.advanced(by: -28), to: last, step: step, selection)
        let known = points.counts.compactMap { $0 }
        // Only steps of which both are known may be held against each other.
        let both = zip(points.counts, points.usual).compactMap { count, usual in count.flatMap { count in usual.map { (count, $0.mean) } } }
        return [
            "step": .string(step.rawValue), "time": .integers(points.times), "count": .sparse(points.counts),
            "baseline": .array(points.usual.map { .optional($0?.mean) }),
            "lower": .array(points.usual.map { .optional($0?.quantile(0.05)) }),
            "upper": .array(points.usual.map { .optional($0?.quantile(0.95)) }),
            "total": known.isEmpty ? .null : .whole(known.reduce(0, +)),
            "usual": both.isEmpty ? .null : .optional(both.reduce(0) { $0 + $1.1 }),
            // What was counted in the steps that `usual` is of: never the total where that is of more of them.
            "compared": both.isEmpty
                ? .null : ["steps": .whole(both.count), "of": .whole(known.count), "count": .whole(both.reduce(0) { $0 + $1.0 })],
        ]
    }
}
