import Console
import Domain
import Testing

@Suite("Reasons and numbers on screen")
struct ReasonTests {
    private static let day: Int64 = 86_400

    /// The why of an alert that a forecast raised at an instant.
    private static func why(_ picture: Picture, sent: Int64) throws -> JSON {
        var alert = Made.alert("a", sent: sent, expires: sent + day)
        alert.onset = sent
        var picture = picture
        picture.apply(alert)
        let thread = try #require(picture.alerts.thread("t1"))
        return try #require(AlertDetail(picture, at: nil, cards: .none).json(thread)["why"])
    }

    @Test("an alert about a coming window is explained by the forecast that raised it, not by a later one")
    func cause() throws {
        var picture = Picture()
        picture.apply(Made.register())
        picture.apply(Made.forecast(from: Made.start, to: Made.start + Self.day, issued: Made.start, expected: [100, 27]))
        picture.apply(
            Made.forecast(from: Made.start + 3_600, to: Made.start + Self.day + 3_600, issued: Made.start + 3_600, expected: [3, 2]))
        picture.apply(Made.watermark(Made.start + 3_600))
        let why = try Self.why(picture, sent: Made.start)
        #expect(why["forecast"]?["expected"] == .number(127))
        #expect(why["history"]?["scope"] == "territory")
        guard case .string(let text)? = why["text"]?["en"] else {
            Issue.record("no words")
            return
        }
        #expect(text.contains("expects 127 in the whole territory"))
    }

    @Test("the history beside a forecast's alert counts the whole territory, as its number does")
    func history() throws {
        var picture = Picture()
        picture.apply(Made.forecast(from: Made.start, to: Made.start + Self.day, issued: Made.start))
        picture.apply([Made.incident(at: Made.start - 3_600, cell: Cell(column: 7, row: 7))])
        picture.apply(Made.watermark(Made.start))
        let why = try Self.why(picture, sent: Made.start)
        #expect(why["history"]?["count"]?.text.contains("1") == true)
    }

    @Test("no sentence of a coverage plan has more digits than people read")
    func coverage() throws {
        var picture = Picture()
        let expected = (0..<40).map { 7.345678 + Double($0) * 0.123456 }
        picture.apply(Made.forecast(from: Made.start, to: Made.start + Self.day, issued: Made.start, expected: expected))
        let plan = try CoverageView(picture).json(
            .init(start: Made.start, end: Made.start + Self.day, teams: 3, minutes: 2, speed: .init(), equity: 0, categories: []))
        var sentences: [JSON] = []
        if case .array(let teams)? = plan["teams"] { sentences += teams.compactMap { $0["reason"] } }
        if case .array(let reasons)? = plan["reasons"] { sentences += reasons }
        #expect(sentences.count >= 4)
        for sentence in sentences {
            guard case .string(let french)? = sentence["fr"], case .string(let english)? = sentence["en"] else { continue }
            #expect(french.firstMatch(of: /\d[.,]\d{2}/) == nil && english.firstMatch(of: /\d[.,]\d{2}/) == nil, "\(french)")
        }
    }

    @Test("all categories of a window together have an interval of their own")
    func together() throws {
        var picture = Picture()
        picture.apply(Made.forecast(from: Made.start, to: Made.start + Self.day, issued: Made.start, .noise, expected: [20]))
        picture.apply(Made.forecast(from: Made.start, to: Made.start + Self.day, issued: Made.start, .theft, expected: [30]))
        picture.apply(Made.watermark(Made.start))
        guard case .array(let windows)? = ForecastView(picture).list(category: nil, from: nil, to: nil)["windows"] else {
            Issue.record("no windows")
            return
        }
        #expect(windows.count == 1)
        #expect(windows.first?["expected"] == .number(50))
        guard case .number(let lower)? = windows.first?["lower"], case .number(let upper)? = windows.first?["upper"] else { return }
        // Poisson with mean 50: 5 % and 95 % are 39 and 62; the sum of the two intervals would be wider.
        #expect(lower == 39 && upper == 62)
    }

    @Test("a usual total is held against what was counted in the same steps, never against more of them")
    func usual() {
        let view = TrendView(BeforeTests.weeks(5), days: utc)
        let first = CivilDay(wallSeconds: Made.start).advanced(by: -84)
        let json = view.json(from: first, to: CivilDay(wallSeconds: Made.start), step: .day, .init())
        guard case .integer(let total)? = json["total"], case .integer(let steps)? = json["compared"]?["steps"],
            case .integer(let count)? = json["compared"]?["count"], case .number(let usual)? = json["usual"]
        else {
            Issue.record("nothing to compare: \(json.text)")
            return
        }
        #expect(steps == 63)
        #expect(count < total)
        #expect(abs(usual - Double(count)) < 1)
    }

    @Test("incidents that are known to a coarse cell only count where they may have been, in zones and in calibration")
    func coarse() {
        var picture = Picture()
        let cells = [0.5, 2, 0.1, 0.4]
        picture.apply(Made.watermark(Made.start))
        picture.apply(Made.forecast(from: Made.start, to: Made.start + Self.day, issued: Made.start, expected: cells))
        // Of 800 m: it holds the four listed cells 100 ... 103 of row 200.
        let wide = Cell(level: 2, column: 25, row: 50)
        picture.apply((0..<8).map { Made.incident(at: Made.start + $0 * 3_600, cell: wide) })
        picture.apply(Made.watermark(Made.start + Self.day))
        let score = picture.scores.last
        #expect(score?.observed == 8)
        // Each cell holds at least one of the eight with probability 1 - (3/4)^8.
        let hits = score?.bins.reduce(0) { $0 + $1.hits } ?? 0
        #expect(abs(hits - 4 * 0.8999) < 0.001)
        #expect(score?.caught.first == 2)
    }
}
