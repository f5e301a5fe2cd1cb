import Console
import Domain
import Testing

@Suite("Forecasts on screen")
struct ForecastTests {
    private static let day: Int64 = 86_400

    @Test("a later issue takes the place of an earlier one, and of a window that it speaks of too")
    func latest() {
        var shelf = ForecastShelf()
        shelf.add(Made.forecast(from: Made.start, to: Made.start + Self.day, issued: Made.start))
        shelf.add(Made.forecast(from: Made.start + 3_600, to: Made.start + Self.day + 3_600, issued: Made.start + 3_600))
        let ahead = shelf.ahead(of: Made.start + 3_600)
        #expect(ahead.map(\.head.windowStart) == [Made.start + 3_600])
        shelf.add(Made.forecast(from: Made.start + 3_600, to: Made.start + Self.day + 3_600, issued: Made.start, expected: [9]))
        #expect(abs((shelf.ahead(of: Made.start + 3_600).first?.total ?? 0) - 2.6) < 1e-9)
    }

    @Test("windows that follow one another are all ahead")
    func consecutive() {
        var shelf = ForecastShelf()
        for window in 0..<4 as Range<Int64> {
            let start = Made.start + window * 21_600
            shelf.add(Made.forecast(from: start, to: start + 21_600, issued: Made.start))
        }
        #expect(shelf.ahead(of: Made.start).count == 4)
    }

    @Test("the packed columns say what the JSON says, in the layout of the API")
    func packed() throws {
        var picture = Picture()
        picture.apply(Made.register())
        picture.apply(Made.forecast(from: Made.start, to: Made.start + Self.day, issued: Made.start))
        let identifier = "1-\(Made.start)-\(Made.start + Self.day)"
        let bytes = try #require(ForecastView(picture).cells(identifier)).packed
        #expect(bytes.count == 24 + 3 * 13)
        func word(_ place: Int) -> UInt32 { (0..<4).reduce(0) { $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1) } }
        #expect(word(0) == 0x3143_5151)
        #expect(word(4) == 3)
        #expect(Float(bitPattern: word(12)) == 200)
        #expect(word(24 + 4) == 101)
        #expect(word(24 + 12) == 200)
        #expect(Float(bitPattern: word(24 + 24 + 4)) == 2)
        #expect(Array(bytes[(24 + 36)...]) == [127, 255, 0])
    }

    @Test("50,000 cells take less than 700 kB, and their ranks agree with their order")
    func large() throws {
        var generator = SplitMix64(seed: 1)
        var forecast = Made.forecast(from: Made.start, to: Made.start + Self.day, issued: Made.start)
        forecast.cells = (0..<50_000).map { place in
            .init(
                cell: Cell(column: Int32(place % 250), row: Int32(place / 250)),
                expected: Double(generator.next() % 1_000) / 1_000)
        }
        var picture = Picture()
        picture.apply(Made.register())
        picture.apply(forecast)
        let cells = try #require(ForecastView(picture).cells("1-\(Made.start)-\(Made.start + Self.day)"))
        #expect(cells.packed.count < 700_000)
    }

    @Test("a window that is over is compared with what came, once, as it was issued before it began")
    func scored() throws {
        var picture = Picture()
        picture.apply(Made.forecast(from: Made.start, to: Made.start + Self.day, issued: Made.start))
        // A later issue of the same window must not be taken for the forecast.
        picture.apply(Made.forecast(from: Made.start, to: Made.start + Self.day, issued: Made.start + 3_600, expected: [50, 50, 50]))
        picture.apply([Made.incident(at: Made.start - 86_400)])
        picture.apply((0..<3).map { _ in Made.incident(at: Made.start + 7_200, cell: Cell(column: 101, row: 200)) })
        let scores = picture.apply(Made.watermark(Made.start + Self.day))
        #expect(scores.count == 1)
        #expect(abs(scores[0].expected - 2.6) < 1e-9)
        #expect(scores[0].observed == 3)
        #expect(scores[0].caught == [3, 3, 3, 3])
        #expect(picture.apply(Made.watermark(Made.start + Self.day + 60)).isEmpty)
    }

    @Test("hours that nobody reported on say nothing about a forecast")
    func uncovered() {
        var picture = Picture()
        picture.apply(Made.forecast(from: Made.start, to: Made.start + Self.day, issued: Made.start))
        picture.apply(Made.watermark(Made.start + Self.day))
        #expect(picture.scores.isEmpty)
    }

    @Test("scores come back from their bytes")
    func scoreState() throws {
        var picture = Picture()
        picture.apply([Made.incident(at: Made.start - 86_400)])
        picture.apply(Made.forecast(from: Made.start, to: Made.start + Self.day, issued: Made.start))
        picture.apply(Made.watermark(Made.start + Self.day))
        #expect(!picture.scores.isEmpty)
        #expect(try ForecastScore.read(ForecastScore.write(picture.scores)) == picture.scores)
    }
}
