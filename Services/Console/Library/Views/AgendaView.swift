import Advice
public import Domain

/// The first screen: the next days, each with what to expect, why, what does not fit, and whether planned means suffice.
public struct AgendaView: Sendable {
    private let book: PlanBook

    /// A view of a book.
    public init(_ book: PlanBook) { self.book = book }

    /// Days from one on; from today where nil.
    public func json(from: CivilDay?, count: Int) -> JSON {
        let first = from ?? book.days.day(of: book.picture.now ?? 0)
        return [
            "from": .string(first.text), "zone": .optional(book.zone),
            "days": .array(book.outlook(from: first, count: max(1, min(92, count))).map(row)),
        ]
    }

    /// The plan of a day.
    public func day(_ day: CivilDay) -> JSON {
        guard let outlook = book.outlook(from: day, count: 1).first else { return .null }
        let span = book.days.span(of: day)
        let windows = book.windows(in: span)
        return row(outlook).adding([
            "windows": .array(Self.windows(windows)), "categories": .array(Self.categories(windows, span, of: outlook.load?.mean)),
            "zones": .array(zones(windows, span, of: outlook.load?.mean)), "events": .array(outlook.events.map(MeasuresView(book).event)),
            "incompatible": .array(outlook.findings.map(MeasuresView.finding)),
        ])
    }

    private func row(_ day: DayOutlook) -> JSON {
        let usual = book.model.map { $0.load(of: DayTraits(day: day.day, holidays: book.plans.holidays)).mean }
        let load: JSON = [
            "expected": .optional(day.load?.mean), "lower": .optional(day.load?.quantile(0.05)),
            "upper": .optional(day.load?.quantile(0.95)),
            "source": .string(day.load == nil ? "none" : day.origin == .forecast ? "forecast" : "season"), "usual": .optional(usual),
            "coverage": .optional(coverage(day.day)),
        ]
        return [
            "day": .string(day.day.text), "weekday": .whole(day.day.weekday + 1), "load": load,
            "drivers": .array(day.drivers.map { driver($0, of: day) }), "events": .whole(day.events.count),
            "incompatible": .whole(day.findings.count { $0.severity >= .moderate }), "means": means(day),
        ]
    }

    /// The part of a day that forecasts speak of.
    private func coverage(_ day: CivilDay) -> Double? {
        let span = book.days.span(of: day)
        return Load.expected(in: [], from: span.lowerBound, to: span.upperBound, of: book.forecasts)?.covered
    }

    private func means(_ day: DayOutlook) -> JSON {
        [
            "planned": .optional(day.plannedTeamHours), "needed": .optional(day.neededTeamHours?.middle),
            "neededLower": .optional(day.neededTeamHours?.low), "neededUpper": .optional(day.neededTeamHours?.high),
            "adequacy": .optional(day.adequacy.map { $0.rounded() }), "unit": .words(french: "heures d'équipe", english: "team-hours"),
        ]
    }

    private func driver(_ driver: Driver, of day: DayOutlook) -> JSON {
        let kind: String =
            switch driver.kind {
            case .event: "event"
            case .weekday: "weekday"
            case .trait(.rain), .trait(.heat): "weather"
            case .trait(.schoolHoliday): "school"
            case .trait: "holiday"
            }
        let weight = driver.incidents.flatMap { incidents in day.load.flatMap { $0.mean > 0 ? incidents / $0.mean : nil } }
        var words = driver.words
        if case .event(let identifier) = driver.kind, let event = day.events.first(where: { $0.identifier == identifier }) {
            words = MeasuresView(book).driver(event, adds: driver.incidents)
        }
        return [
            "kind": .string(kind), "weight": .optional(weight, digits: 3), "incidents": .optional(driver.incidents),
            "text": .words(words),
        ]
    }

    // MARK: One day

    private static func windows(_ forecasts: [PackedForecast]) -> [JSON] {
        let groups = Dictionary(grouping: forecasts) { $0.head.windowStart..<$0.head.windowEnd }
        return groups.sorted { ($0.key.lowerBound, $0.key.upperBound) < ($1.key.lowerBound, $1.key.upperBound) }.map { window, all in
            let load = all.reduce(Load.none) { $0 + Load(mean: $1.total, size: $1.head.dispersion) }
            return [
                "start": .time(window.lowerBound), "end": .time(window.upperBound), "expected": .optional(load.mean),
                "lower": .number(load.quantile(0.05)), "upper": .number(load.quantile(0.95)),
                "forecasts": .array(
                    all.sorted { $0.total > $1.total }.map {
                        ["id": .string($0.identifier), "category": .category($0.head.category), "expected": .optional($0.total)]
                    }),
            ]
        }
    }

    /// The part of a forecast's window that lies in a stretch.
    private static func part(_ forecast: PackedForecast, _ span: Range<Int64>) -> Double {
        let window = forecast.head.windowStart..<forecast.head.windowEnd
        return Double(window.clamped(to: span).count) / Double(max(1, window.count))
    }

    /// What the parts are multiplied by so that they make up the day: forecasts may speak of some of its hours only, or some of them twice.
    private static func scale(_ forecasts: [PackedForecast], _ span: Range<Int64>, of mean: Double?) -> Double {
        let sum = forecasts.reduce(0) { $0 + $1.total * part($1, span) }
        return mean.flatMap { sum > 0 ? $0 / sum : nil } ?? 1
    }

    private static func categories(_ forecasts: [PackedForecast], _ span: Range<Int64>, of mean: Double?) -> [JSON] {
        let scale = scale(forecasts, span, of: mean)
        var loads: [Domain.Category: Load] = [:]
        for forecast in forecasts {
            let load = Load(mean: forecast.total * part(forecast, span) * scale, size: forecast.head.dispersion)
            loads[forecast.head.category] = (loads[forecast.head.category] ?? .none) + load
        }
        return loads.sorted { ($1.value.mean, $0.key) < ($0.value.mean, $1.key) }.map { category, load in
            [
                "category": .category(category), "expected": .optional(load.mean), "lower": .number(load.quantile(0.05)),
                "upper": .number(load.quantile(0.95)),
            ]
        }
    }

    private func zones(_ forecasts: [PackedForecast], _ span: Range<Int64>, of mean: Double?) -> [JSON] {
        let map = book.picture.zones
        let scale = Self.scale(forecasts, span, of: mean)
        // A zone of which no cell is listed is not known, which is not nothing.
        var sums = [Double?](repeating: nil, count: map.zones.count)
        for forecast in forecasts {
            let part = Self.part(forecast, span) * scale
            for place in forecast.columns.indices {
                let cell = Cell(level: forecast.level, column: forecast.columns[place], row: forecast.rows[place])
                if let zone = map.index(of: cell) { sums[zone] = (sums[zone] ?? 0) + Double(forecast.expected[place]) * part }
            }
        }
        guard !forecasts.isEmpty else { return [] }
        return sums.enumerated().sorted { ($0.element ?? -1) > ($1.element ?? -1) }.map { index, expected in
            ["id": .string(map.zones[index].identifier), "name": .string(map.zones[index].name), "expected": .optional(expected)]
        }
    }
}
