import Advice
public import Domain

/// The agenda with its advice: what the screens of the days ahead are made of. Made once for a watermark, for it reads the whole history.
public struct PlanBook: Sendable {
    /// What the city plans.
    public struct Plans: Sendable {
        /// Team-hours by day of the week, from Monday; nil where nobody said.
        public var teamHours: [Double]?
        /// Public and school holidays; nil where there are none to know.
        public var holidays: FrenchHolidays?

        /// Plans.
        public init(teamHours: [Double]? = nil, holidays: FrenchHolidays? = nil) {
            self.teamHours = teamHours
            self.holidays = holidays
        }
    }

    let picture: Picture
    let days: LocalDays
    let plans: Plans
    /// The zone that it is about; nil for the whole territory.
    let zone: String?
    /// Whether a place lies in the zone; nil for the whole territory.
    private let isInside: (@Sendable (PlaceCategory) -> Bool)?
    let grid: Grid
    let forecasts: [Forecast]
    let events: [PlannedEvent]
    let advice: [String: EventAdvice]
    let findings: [AgendaFinding]
    let model: DayLoadModel?

    /// Days of history that a usual day is learnt from.
    private static let learning = 364
    /// Past events that are looked at.
    private static let maximumPast = 400

    /// - Parameters:
    ///   - days: the territory's calendar.
    ///   - plans: what the city plans.
    ///   - zone: identifier of the one zone to look at. Team-hours are planned for the whole territory, so of a zone their adequacy is not
    ///     known.
    public init(_ picture: Picture, days: LocalDays, plans: Plans, zone: String? = nil) {
        var plans = plans
        if zone != nil { plans.teamHours = nil }
        self.picture = picture
        self.days = days
        self.plans = plans
        self.zone = zone
        let isInside = TrendView.Selection(zone: zone).isWanted(picture.zones)
        self.isInside = zone == nil ? nil : isInside
        let grid = picture.register?.territory.grid ?? Grid(plane: .european, cellSize: 200)
        let now = picture.now ?? 0
        let forecasts = picture.forecasts.ahead(of: now).map { packed in
            zone == nil ? packed.forecast : PlanBook.part(of: packed, isInside)
        }
        let events = PlanBook.events(picture, days).filter { event in
            zone == nil || event.cells.contains { isInside(PlaceCategory($0, .plannedEvent)) }
        }
        self.grid = grid
        self.forecasts = forecasts
        self.events = events
        model = PlanBook.model(picture, days, plans, now, isInside)
        let history = History(PlanBook.incidents(picture.counts, before: now))
        let conditions = { (event: PlannedEvent) in
            PlanBook.conditions(event.start, picture, days, plans)
        }
        let past = events.filter { $0.end + History.after <= now }.suffix(PlanBook.maximumPast).map { event in
            history.outcome(of: event, conditions: conditions(event), asOf: now, others: events)
        }
        let advisor = Advisor(grid: grid)
        var advice: [String: EventAdvice] = [:]
        for event in events where event.end > now && !event.cells.isEmpty {
            let (from, to) = (event.start - History.before, event.end + History.after)
            let said = Load.expected(in: event.cells, from: from, to: to, of: forecasts)
            let isForecast = (said?.covered ?? 0) > 0.99
            let usual = isForecast ? said?.load ?? .none : history.usual(in: event.cells, from: from, to: to, asOf: now, avoiding: events)
            advice[event.identifier] = advisor.advise(event, in: conditions(event), usual: usual, isForecast: isForecast, past: Array(past))
        }
        self.advice = advice
        findings = AgendaReview(grid: grid).findings(in: events.filter { $0.end > now })
    }

    /// The forecasts of which the window has a part in a stretch that lies ahead, of the zone's cells alone where there is one.
    func windows(in stretch: Range<Int64>) -> [PackedForecast] {
        let found = picture.forecasts.ahead(of: max(stretch.lowerBound, picture.now ?? .min)).filter {
            $0.head.windowStart < stretch.upperBound && $0.head.windowEnd > stretch.lowerBound
        }
        guard let isInside else { return found }
        return found.map { PackedForecast(PlanBook.part(of: $0, isInside)) }
    }

    /// A forecast of some of its cells. What it says of cells that it does not list is of nowhere in particular.
    private static func part(of packed: PackedForecast, _ isInside: (PlaceCategory) -> Bool) -> Forecast {
        var forecast = packed.forecast
        forecast.cells.removeAll { !isInside(PlaceCategory($0.cell, forecast.category)) }
        return forecast
    }

    /// The outlook of some days.
    func outlook(from first: CivilDay, count: Int) -> [DayOutlook] {
        let (days, plans, picture) = (days, plans, picture)
        let sources = Outlook.Sources(
            forecasts: forecasts, model: model, events: events, advice: advice, teamHours: { day in plans.teamHours?[day.weekday] },
            traits: { day in PlanBook.traits(day, picture, days, plans) }, midnight: { days.start(of: $0) })
        return Outlook(sources, grid: grid).days(from: first, count: count)
    }

    /// Events of the agenda, named by when and where they are: their own names stay with anonymization. The identifier is for machines, the
    /// title for people.
    private static func events(_ picture: Picture, _ days: LocalDays) -> [PlannedEvent] {
        let sorted = picture.readings.plans.sorted {
            ($0.slot.start, $0.slot.end, $0.cell ?? Cell(column: .min, row: .min))
                < ($1.slot.start, $1.slot.end, $1.cell ?? Cell(column: .min, row: .min))
        }
        var named: [String: Int] = [:]
        return sorted.compactMap { reading in
            let day = days.day(of: reading.slot.start)
            let wall = Int64(day.number) * 86_400 + (reading.slot.start - days.start(of: day))
            let zone = reading.cell.flatMap { picture.zones.index(of: $0) }.map { picture.zones.zones[$0] }
            let place = reading.cell.map { zone?.identifier ?? "\($0.column)/\($0.row)" }
            let time = String(TimeText.utc(wall).prefix(16)).replacing("T", with: " ")
            let name = time + (place.map { ", \($0)" } ?? "")
            named[name, default: 0] += 1
            let number = named[name] ?? 1
            var event = PlannedEvent(reading, identifier: number == 1 ? name : "\(name) (\(number))")
            let again = number == 1 ? "" : " (\(number))"
            let (english, french) =
                place.map { place in
                    zone.map { (", \($0.name)", ", \($0.name)") } ?? (", cell \(place)", ", case \(place)")
                } ?? ("", "")
            event?.title = Words(
                "\(DayWords.english(day)) \(time.suffix(5))\(english)\(again)", "\(DayWords.french(day)) \(time.suffix(5))\(french)\(again)"
            )
            return event
        }
    }

    private static func model(
        _ picture: Picture, _ days: LocalDays, _ plans: Plans, _ now: Int64, _ isInside: (PlaceCategory) -> Bool
    ) -> DayLoadModel? {
        guard let earliest = picture.counts.earliest else { return nil }
        let today = days.day(of: now)
        let first = max(days.day(of: earliest * 3_600).advanced(by: 1), today.advanced(by: -learning))
        guard first < today else { return nil }
        let range = (first.number..<today.number).map { CivilDay(number: $0) }
        let counts = Series(picture).sums(range.map { days.span(of: $0) }) { $0.category.use == .forecast && isInside($0) }
        return DayLoadModel(
            zip(range, counts).compactMap { day, count in
                count.map { DayLoadModel.Counted(traits: traits(day, picture, days, plans), count: Double($0)) }
            })
    }

    private static func traits(_ day: CivilDay, _ picture: Picture, _ days: LocalDays, _ plans: Plans) -> DayTraits {
        let span = days.span(of: day)
        let rain = picture.readings.means(of: .rain, span)
        let warmth = picture.readings.means(of: .temperature, span)
        return DayTraits(
            day: day, holidays: plans.holidays, rain: rain.count >= 12 ? rain.reduce(0, +) : nil,
            warmest: warmth.count >= 12 ? warmth.max() : nil)
    }

    private static func conditions(_ start: Int64, _ picture: Picture, _ days: LocalDays, _ plans: Plans) -> Conditions {
        let day = days.day(of: start)
        let wall = Int64(day.number) * 86_400 + (start - days.start(of: day))
        let isHoliday = plans.holidays.map { $0.isPublic(day) || $0.isSchool(day) }
        let rain = picture.readings.means(of: .rain, start - 3_600..<start + 10_800)
        return Conditions(
            wallSeconds: wall, isHoliday: isHoliday, rain: rain.isEmpty ? nil : rain.reduce(0, +),
            temperature: picture.readings.means(of: .temperature, start..<start + 3_600).first)
    }

    /// The counts as incidents again, each at the beginning of its hour.
    private static func incidents(_ counts: HourlyCounts, before now: Int64) -> [Incident] {
        guard let earliest = counts.earliest else { return [] }
        let last = now.floorDivided(by: 3_600)
        var incidents: [Incident] = []
        counts.visit(max(earliest, last - Int64(learning) * 24)..<max(earliest, last) + 1) { hour, key, count, _ in
            guard key.category.use == .forecast else { return }
            let incident = Incident(
                kind: .policeLog, category: key.category, cell: key.cell, slot: TimeSlot(start: hour * 3_600, length: 3_600))
            for _ in 0..<min(count, 1_000) { incidents.append(incident) }
        }
        return incidents
    }
}
