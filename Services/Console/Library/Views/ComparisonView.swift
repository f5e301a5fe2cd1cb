public import Domain
import Glibc

/// Zones, categories or themes side by side: a span against an earlier one.
public struct ComparisonView: Sendable {
    /// What the rows are.
    public enum By: String, CaseIterable, Sendable {
        case zone, category, theme
    }

    /// What the span is held against.
    public enum Against: String, CaseIterable, Sendable {
        case previous, year
    }

    /// A row.
    public struct Row: Sendable {
        /// Of the zone, category or theme.
        public var identifier: String
        /// As people read it.
        public var words: (french: String, english: String)
        /// Nil where nobody was heard.
        public var count: Int64?
        /// Nil where nobody was heard, or not all the time.
        public var before: Int64?
        /// Beyond chance.
        public var isNotable: Bool
        /// A thousand residents; nil where they are not known.
        public var perThousand: Double?

        /// By how much; nil where it has no meaning.
        public var change: Double? {
            guard let count, let before, before > 0 else { return nil }
            return Double(count) / Double(before) - 1
        }
    }

    private let picture: Picture
    private let days: LocalDays

    /// Below this probability a change is notable.
    private static let level = 0.01
    /// The part of a span that must have been covered for a comparison.
    private static let leastCovered = 0.9

    /// A view of a picture on a calendar.
    public init(_ picture: Picture, days: LocalDays) {
        self.picture = picture
        self.days = days
    }

    /// The days of a span: the 28 up to today where nothing is said.
    public func span(from: CivilDay?, to: CivilDay?) -> Range<CivilDay> {
        let last = to ?? days.day(of: picture.now ?? 0)
        let first = from ?? last.advanced(by: -28)
        return first..<max(last, first.advanced(by: 1))
    }

    /// The earlier span of the same length; a year is 52 weeks, so that weekdays match.
    public func earlier(_ span: Range<CivilDay>, _ against: Against) -> Range<CivilDay> {
        let days = against == .year ? 364 : span.upperBound.number - span.lowerBound.number
        return span.lowerBound.advanced(by: -days)..<span.upperBound.advanced(by: -days)
    }

    /// All rows, zones in the order of the file.
    public func rows(_ span: Range<CivilDay>, against: Against, by: By, _ selection: TrendView.Selection) -> [Row] {
        let now = sums(span, by, selection)
        let then = sums(earlier(span, against), by, selection)
        return names(by, selection).map { identifier, words, residents in
            let count = now.isKnown ? now.sums[identifier, default: 0] : nil
            let before = then.isCovered ? then.sums[identifier, default: 0] : nil
            let isNotable = count.flatMap { count in before.map { Self.chance(count, $0) < Self.level } } ?? false
            return Row(
                identifier: identifier, words: words, count: count, before: before, isNotable: isNotable,
                perThousand: residents.flatMap { residents in count.map { Double($0) / residents * 1_000 } })
        }
    }

    /// As the API tells it.
    public func json(from: CivilDay?, to: CivilDay?, against: Against, by: By, _ selection: TrendView.Selection) -> JSON {
        let span = span(from: from, to: to)
        let before = earlier(span, against)
        return [
            "from": .string(span.lowerBound.text), "to": .string(span.upperBound.text),
            "against": ["from": .string(before.lowerBound.text), "to": .string(before.upperBound.text)],
            "rows": .array(
                rows(span, against: against, by: by, selection).map { row in
                    [
                        "id": .string(row.identifier), "text": .words(french: row.words.french, english: row.words.english),
                        "count": .whole(row.count), "before": .whole(row.before), "change": .optional(row.change, digits: 3),
                        "notable": .boolean(row.isNotable), "perThousand": .optional(row.perThousand, digits: 3),
                    ]
                }),
        ]
    }

    private typealias Name = (String, (french: String, english: String), Double?)

    private func names(_ by: By, _ selection: TrendView.Selection) -> [Name] {
        switch by {
        case .zone: picture.zones.zones.map { ($0.identifier, ($0.name, $0.name), $0.population) }
        case .category:
            Domain.Category.allCases.filter { ($0.use == .forecast || $0.use == .statistics) && isChosen($0, selection) }
                .map { ("\($0.rawValue)", ($0.french, $0.english), nil) }
        case .theme: Vocabulary.allThemes.map { ($0.identifier, $0.words, nil) }
        }
    }

    private func isChosen(_ category: Domain.Category, _ selection: TrendView.Selection) -> Bool {
        selection.categories.isEmpty || selection.categories.contains(category)
    }

    private func sums(
        _ span: Range<CivilDay>, _ by: By, _ selection: TrendView.Selection
    ) -> (sums: [String: Int64], isKnown: Bool, isCovered: Bool) {
        let end = min(days.start(of: span.upperBound), picture.now ?? .max)
        let start = days.start(of: span.lowerBound)
        guard start < end else { return ([:], false, false) }
        let isWanted = selection.isWanted(picture.zones)
        let themes = Dictionary(Vocabulary.allThemes.flatMap { theme in theme.categories.map { ($0, theme.identifier) } }) { first, _ in
            first
        }
        var sums: [String: Int64] = [:]
        var any = false
        picture.counts.visit(start.floorDivided(by: 3_600)..<(end + 3_599).floorDivided(by: 3_600)) { _, key, count, _ in
            any = true
            guard isWanted(key) else { return }
            let name: String? =
                switch by {
                case .zone: picture.zones.zone(of: key.cell)
                case .category: "\(key.category.rawValue)"
                case .theme: themes[key.category]
                }
            if let name { sums[name, default: 0] += Int64(count) }
        }
        let covered = picture.coverage.spans().reduce(Int64(0)) { $0 + Int64($1.clamped(to: start..<end).count) }
        return (sums, any || covered > 0, Double(covered) >= Self.leastCovered * Double(end - start))
    }

    /// Two-sided probability of two counts so far apart under one rate: given their sum the first is binomial with 1/2
    /// (Przyborowski and Wilenski 1940); twice the smaller tail.
    static func chance(_ first: Int64, _ second: Int64) -> Double {
        let total = first + second
        guard total > 0 else { return 1 }
        let least = min(first, second)
        if total > 5_000 {
            let z = (Double(least) + 0.5 - Double(total) / 2) / (Double(total).squareRoot() / 2)
            return min(1, erfc(-min(0, z) / 2.0.squareRoot()))
        }
        var tail = 0.0
        for count in 0...least {
            tail += exp(
                lgamma(Double(total) + 1) - lgamma(Double(count) + 1) - lgamma(Double(total - count) + 1) - Double(total) * M_LN2)
        }
        return min(1, 2 * tail)
    }
}
