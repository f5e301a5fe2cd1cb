import Console
import Domain
import Testing

@Suite("What was")
struct BeforeTests {
    /// Twelve weeks with so many incidents a day, twice as many on Saturdays.
    static func weeks(_ perDay: Int = 4) -> Picture {
        var picture = Picture()
        picture.apply(Made.register())
        for day in -84..<0 as Range<Int64> {
            let start = Made.start + day * 86_400
            let count = perDay * (CivilDay(wallSeconds: start).weekday == 5 ? 2 : 1)
            picture.apply((0..<count).map { _ in Made.incident(at: start + 36_000) })
        }
        picture.apply(Made.watermark(Made.start))
        return picture
    }

    @Test("the baseline of a day is that of its weekday")
    func seasonal() {
        let points = TrendView(Self.weeks(), days: utc).points(
            from: CivilDay(wallSeconds: Made.start - 7 * 86_400), to: CivilDay(wallSeconds: Made.start), step: .day, .init())
        #expect(points.counts == [4, 4, 4, 4, 4, 8, 4])
        #expect(points.usual.map { $0?.mean.rounded() } == [4, 4, 4, 4, 4, 8, 4])
    }

    @Test("with less than three weeks before it a day has no baseline")
    func young() {
        let points = TrendView(Self.weeks(), days: utc).points(
            from: CivilDay(wallSeconds: Made.start - 84 * 86_400), to: CivilDay(wallSeconds: Made.start - 77 * 86_400), step: .day, .init())
        #expect(points.usual.allSatisfy { $0 == nil })
    }

    @Test("a span is compared only with one that was covered, and chance alone is not notable")
    func comparison() throws {
        var picture = Self.weeks()
        picture.apply((0..<60).map { _ in Made.incident(at: Made.start - 3 * 86_400, .theft) })
        let view = ComparisonView(picture, days: utc)
        let span = view.span(from: CivilDay(wallSeconds: Made.start - 28 * 86_400), to: CivilDay(wallSeconds: Made.start))
        let rows = view.rows(span, against: .previous, by: .theme, .init())
        let quiet = try #require(rows.first { $0.identifier == "quiet" })
        #expect(quiet.count == 128 && quiet.before == 128 && !quiet.isNotable && quiet.change == 0)
        let safety = try #require(rows.first { $0.identifier == "safety" })
        #expect(safety.count == 60 && safety.before == 0 && safety.isNotable && safety.change == nil)
        #expect(view.rows(span, against: .year, by: .theme, .init()).allSatisfy { $0.before == nil })
    }

    @Test("an indicator stands where its ratio to the season puts it, and is unknown without a season")
    func indicators() throws {
        let indicator = try #require(Indicator("quiet:7:watch=1.25:act=1.5"))
        func level(_ picture: Picture) -> JSON? {
            guard case .array(let all)? = IndicatorView(picture, days: utc).json([indicator])["indicators"] else { return nil }
            return all.first?["level"]
        }
        var picture = Self.weeks()
        #expect(level(picture) == "fine")
        picture.apply((0..<40).map { _ in Made.incident(at: Made.start - 2 * 86_400) })
        #expect(level(picture) == "act")
        #expect(level(Picture()) == "unknown")
        #expect(Indicator("noise:7:watch=2:act=1") == nil)
    }

    @Test("the agenda's days carry what the season lets expect, and no adequacy where no means are declared")
    func agenda() throws {
        let picture = Self.weeks(20)
        let book = PlanBook(picture, days: utc, plans: .init())
        guard case .array(let days)? = AgendaView(book).json(from: nil, count: 30)["days"] else {
            Issue.record("no days")
            return
        }
        #expect(days.count == 30)
        let first = try #require(days.first)
        #expect(first["load"]?["source"] == "season")
        guard case .number(let expected)? = first["load"]?["expected"] else {
            Issue.record("no load")
            return
        }
        #expect(abs(expected - 20) < 3)
        #expect(first["means"]?["adequacy"] == .null)
        let planned = PlanBook(picture, days: utc, plans: .init(teamHours: Array(repeating: 500, count: 7)))
        guard case .array(let covered)? = AgendaView(planned).json(from: nil, count: 1)["days"] else { return }
        #expect(covered.first?["means"]?["adequacy"] == .number(100))
    }

    @Test("teams are placed where most is expected, and each zone's share is told")
    func coverage() throws {
        var picture = Self.weeks()
        picture.apply(Made.forecast(from: Made.start, to: Made.start + 86_400, issued: Made.start))
        let plan = try CoverageView(picture).json(
            .init(start: Made.start, end: Made.start + 86_400, teams: 1, minutes: 5, speed: .init(), equity: 0, categories: []))
        guard case .array(let teams)? = plan["teams"] else {
            Issue.record("no teams")
            return
        }
        #expect(teams.count == 1)
        #expect(plan["share"] == .number(1))
    }
}
