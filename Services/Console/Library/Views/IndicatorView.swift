import Domain

/// A figure that somebody watches: a theme's count over some days against the season, with thresholds.
public struct Indicator: Sendable, Hashable {
    /// Theme.
    public var theme: String
    /// Days that are summed.
    public var days: Int
    /// Ratio to what is usual from which it is watched.
    public var watch: Double
    /// Ratio to what is usual from which something is done.
    public var act: Double

    /// Reads `quiet:7:watch=1.25:act=1.5`; nil for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: ":").map(String.init)
        guard parts.count == 4, Vocabulary.theme(parts[0]) != nil, let days = Int(parts[1]), (1...92).contains(days),
            parts[2].hasPrefix("watch="), let watch = Double(parts[2].dropFirst(6)), parts[3].hasPrefix("act="),
            let act = Double(parts[3].dropFirst(4)), watch > 0, act >= watch, act.isFinite
        else { return nil }
        theme = parts[0]
        self.days = days
        self.watch = watch
        self.act = act
    }
}

/// Indicators as they stand.
public struct IndicatorView: Sendable {
    private let picture: Picture
    private let days: LocalDays

    /// Spans before that tell what is usual.
    private static let spans = 26
    private static let shown = 8

    /// A view of a picture on a calendar.
    public init(_ picture: Picture, days: LocalDays) {
        self.picture = picture
        self.days = days
    }

    /// All of them.
    public func json(_ indicators: [Indicator]) -> JSON { ["indicators": .array(indicators.map(json))] }

    private func json(_ indicator: Indicator) -> JSON {
        let categories = Set(Vocabulary.theme(indicator.theme)?.categories ?? [])
        // Whole days only: today is not over.
        let today = days.day(of: picture.now ?? 0)
        let spans = (0...Self.spans).reversed().map { back in
            days.start(of: today.advanced(by: -(back + 1) * indicator.days))..<days.start(of: today.advanced(by: -back * indicator.days))
        }
        let sums = Series(picture).sums(spans) { categories.contains($0.category) }
        let value = sums.last ?? nil
        let usual = TrendView.usual(sums.dropLast().reversed())
        let ratio = value.flatMap { value in usual.flatMap { $0.mean > 0 ? Double(value) / $0.mean : nil } }
        let level = ratio.map { $0 >= indicator.act ? "act" : $0 >= indicator.watch ? "watch" : "fine" } ?? "unknown"
        let name = Vocabulary.theme(indicator.theme)?.words ?? (indicator.theme, indicator.theme)
        let (french, english) = indicator.days == 1 ? ("hier", "yesterday") : ("\(indicator.days) jours", "\(indicator.days) days")
        return [
            "id": .string("\(indicator.theme)-\(indicator.days)"),
            "text": .words(french: "\(name.0), \(french)", english: "\(name.1), \(english)"),
            "value": .whole(value), "unit": "", "watch": .optional(usual.map { $0.mean * indicator.watch }),
            "act": .optional(usual.map { $0.mean * indicator.act }), "level": .string(level), "baseline": .optional(usual?.mean),
            "trend": .sparse(Array(sums.suffix(Self.shown))),
        ]
    }
}
