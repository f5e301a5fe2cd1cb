import Advice
import Domain
import Testing

@Suite("Outlook")
struct OutlookTests {
    private static let grid = Grid(plane: .european, cellSize: 200)
    private static let first = CivilDay(year: 2026, month: 6, day: 1)

    private static func traits(_ day: CivilDay, rain: Double? = 0) -> DayTraits {
        DayTraits(day: day, holidays: FrenchHolidays(zone: .b), rain: rain, warmest: 20)
    }

    /// Two hundred days: Saturdays have twice as many, rainy days half.
    private static func model() throws -> DayLoadModel {
        let days = (0..<200).map { number -> DayLoadModel.Counted in
            let day = first.advanced(by: number - 200)
            let rain = number % 3 == 0 ? 9.0 : 0
            return .init(traits: traits(day, rain: rain), count: 100 * (day.weekday == 5 ? 2 : 1) * (rain > 0 ? 0.5 : 1))
        }
        return try #require(DayLoadModel(days))
    }

    private static func sources(teamHours: Double? = nil, events: [PlannedEvent] = [], forecasts: [Forecast] = []) throws -> Outlook.Sources
    {
        Outlook.Sources(
            forecasts: forecasts, model: try model(), events: events, teamHours: { _ in teamHours }, traits: { traits($0, rain: nil) },
            midnight: { Int64($0.number) * 86_400 })
    }

    @Test("a weekday's and the rain's factors are found again")
    func factors() throws {
        let model = try Self.model()
        let saturday = model.weekdays[5].value / model.weekdays[1].value
        #expect(abs(saturday - 2) < 0.15)
        #expect(abs((model.traits[.rain]?.value ?? 0) - 0.5) < 0.05)
    }

    @Test("thirty days, each with its load, and Saturdays say why")
    func days() throws {
        let days = Outlook(try Self.sources(), grid: Self.grid).days(from: Self.first)
        #expect(days.count == 30)
        #expect(days.allSatisfy { $0.load != nil && $0.origin == .usual })
        let saturday = try #require(days.first { $0.day.weekday == 5 })
        #expect(saturday.drivers.first?.kind == .weekday)
        #expect(saturday.drivers.first?.words.french.contains("samedi") == true)
    }

    @Test("weather that is not known widens the interval and moves nothing else")
    func unknownWeather() throws {
        let model = try Self.model()
        let (known, unknown) = (model.load(of: Self.traits(Self.first)), model.load(of: Self.traits(Self.first, rain: nil)))
        #expect(known.mean == unknown.mean && known.variance < unknown.variance)
    }

    @Test("means that nobody stated make no per cent; stated ones make one between 0 and 100")
    func adequacy() throws {
        #expect(Outlook(try Self.sources(), grid: Self.grid).days(from: Self.first, count: 1)[0].adequacy == nil)
        func per(_ hours: Double) throws -> Double {
            try #require(Outlook(try Self.sources(teamHours: hours), grid: Self.grid).days(from: Self.first, count: 1)[0].adequacy)
        }
        let (none, few, more, plenty) = (try per(0), try per(20), try per(60), try per(10_000))
        #expect(none == 0 && few < more && more < plenty && plenty > 99.9)
    }

    @Test("a forecast that speaks of the day takes the place of what is usual")
    func forecast() throws {
        let start = Int64(Self.first.number) * 86_400
        let forecast = Forecast(
            issuedAt: start, windowStart: start, windowEnd: start + 86_400, category: .noise,
            cells: [.init(cell: Cell(column: 0, row: 0), expected: 7)], elsewhere: 0, model: "m", trainedFrom: 0, trainedUntil: 0,
            sources: [],
            silentSources: [])
        let days = Outlook(try Self.sources(forecasts: [forecast]), grid: Self.grid).days(from: Self.first, count: 2)
        #expect(days[0].origin == .forecast && abs((days[0].load?.mean ?? 0) - 7) < 1e-9)
        #expect(days[1].origin == .usual)
    }

    @Test("a day holds its events, what does not fit in them, and their teams")
    func events() throws {
        let noon = Int64(Self.first.number) * 86_400 + 43_200
        let event = PlannedEvent(
            identifier: "c", kind: .concert, start: noon, end: noon + 7_200, cells: [Cell(column: 0, row: 0)], attendance: 2_000, teams: 3)
        let days = Outlook(try Self.sources(teamHours: 10, events: [event]), grid: Self.grid).days(from: Self.first, count: 2)
        #expect(days[0].findings.map(\.kind) == [.missingMeasure] && days[1].findings.isEmpty)
        #expect(days[0].plannedTeamHours == 16 && days[1].plannedTeamHours == 10)
        #expect(days[0].drivers.contains { $0.kind == .event("c") && $0.incidents == nil })
    }

    @Test("without history and forecast there is no load, and not zero")
    func nothing() {
        let sources = Outlook.Sources(traits: { Self.traits($0) }, midnight: { Int64($0.number) * 86_400 })
        let day = Outlook(sources, grid: Self.grid).days(from: Self.first, count: 1)[0]
        #expect(day.load == nil && day.neededTeamHours == nil)
    }

    @Test("a fortnight is too little to learn from a day less")
    func tooLittle() {
        let days = (0..<13).map { DayLoadModel.Counted(traits: Self.traits(Self.first.advanced(by: $0)), count: 1) }
        #expect(DayLoadModel(days) == nil)
    }
}
