import Advice
import Domain
import Testing

@Suite("Advisor")
struct AdvisorTests {
    private static let grid = Grid(plane: .european, cellSize: 200)
    private static let day: Int64 = 86_400
    private static let evening = Conditions(weekday: 5, hour: 20, rain: 0)

    private static func match(
        _ number: Int, on day: Int64, people: Double = 20_000, teams: Int? = nil, barriers: Int? = nil, kind: EventKind = .match,
        column: Int32 = 0
    ) -> PlannedEvent {
        PlannedEvent(
            identifier: "m\(number)", kind: kind, start: day * Self.day + 72_000, end: day * Self.day + 79_200,
            cells: [Cell(column: column, row: 0)], attendance: people, teams: teams, barriers: barriers)
    }

    private static func past(_ count: Int, factor: Double, usual: Double = 10, teams: Int? = nil, barriers: Int? = nil) -> [PastEvent] {
        (0..<count).map { number in
            let event = match(number, on: Int64(number) * 7, teams: teams, barriers: barriers)
            // One in four before, half during, one in four after.
            let moments = (0..<20).map { event.start - 1_800 + Int64($0) * 540 }
            return PastEvent(event: event, conditions: evening, observed: usual * factor, usual: usual, moments: moments)
        }
    }

    private static func advise(_ past: [PastEvent], usual: Load = Load(mean: 10), _ event: PlannedEvent? = nil) -> EventAdvice {
        Advisor(grid: grid).advise(event ?? match(99, on: 700), in: evening, usual: usual, isForecast: true, past: past)
    }

    @Test("events like it that doubled the incidents of their place make twice as many expected")
    func factor() {
        let advice = Self.advise(Self.past(12, factor: 2))
        #expect(abs(advice.load.mean - 20) < 1)
        #expect(advice.teams.middle > Self.advise(Self.past(12, factor: 1)).teams.middle)
        #expect(!advice.isThin)
    }

    @Test("without any past event like it the spread is wide, and it says so")
    func nothingLikeIt() {
        let (none, many) = (Self.advise([]), Self.advise(Self.past(12, factor: 1)))
        #expect(none.isThin && none.similar.isEmpty)
        #expect(none.load.spread.high - none.load.spread.low > 1.5 * (many.load.spread.high - many.load.spread.low))
        #expect(none.reasons.contains { $0.english.contains("no past event") && !$0.french.isEmpty })
    }

    @Test("two events are told to be too few")
    func few() { #expect(Self.advise(Self.past(2, factor: 3)).isThin) }

    @Test("an event of another kind, size and place is not like it; the nearest comes first")
    func similarity() {
        let other = PastEvent(
            event: Self.match(50, on: 3, people: 40, kind: .market, column: 90), conditions: Conditions(weekday: 1, hour: 8, rain: 9),
            observed: 0, usual: 1)
        let half = PastEvent(event: Self.match(51, on: 4, people: 9_000), conditions: Self.evening, observed: 1, usual: 1)
        let advice = Self.advise(Self.past(1, factor: 1) + [other, half])
        #expect(advice.similar.map(\.past.event.identifier) == ["m0", "m51"])
        #expect(advice.similar[0].shared == SimilarEvent.Feature.allCases)
    }

    @Test("what took place after it is not looked at: no advice from the future")
    func future() {
        let later = PastEvent(event: Self.match(1, on: 800), conditions: Self.evening, observed: 90, usual: 1)
        #expect(Self.advise([later]).similar.isEmpty)
    }

    @Test("barriers are those of events like it, brought to its size; without any, the border of the space, halved to doubled")
    func barriers() throws {
        #expect(Self.advise(Self.past(6, factor: 1, barriers: 80)).barriers == Spread(low: 80, middle: 80, high: 80))
        let larger = Self.match(99, on: 700, people: 80_000)
        let scaled = try #require(Self.advise(Self.past(6, factor: 1, barriers: 80), larger).barriers)
        #expect(scaled.middle == 160)
        #expect(Self.advise([]).barriers == Spread(low: 100, middle: 200, high: 400))
    }

    private static func advise(_ past: [PastEvent], _ event: PlannedEvent) -> EventAdvice { advise(past, usual: Load(mean: 10), event) }

    @Test("teams stand from when incidents began at events like it until they ended")
    func times() throws {
        let deployment = try #require(Self.advise(Self.past(6, factor: 2)).deployment)
        let event = Self.match(99, on: 700)
        #expect(deployment.teamsFrom == event.start - 1_800)
        #expect(deployment.teamsUntil == event.end + 1_800)
        #expect(deployment.rests == 120 && deployment.peak != nil)
        #expect(deployment.barriersFrom <= deployment.teamsFrom)
    }

    @Test("eight times in ten the count lies in the spread, where events differ among themselves and by chance")
    func calibration() {
        var random = SplitMix64(seed: 7)
        func poisson(_ mean: Double) -> Double {
            var (count, product) = (0.0, random.unit())
            let limit = Load(mean: mean).quantile(0)
            while product > 0, count < mean * 20 + 50 {
                if product <= cumulative(mean, count) { return count }
                count += 1
            }
            return limit
        }
        func cumulative(_ mean: Double, _ count: Double) -> Double { Load(mean: mean).distribution(through: count) }
        var inside = 0
        let cases = 300
        for _ in 0..<cases {
            let level = 0.5 + 3 * random.unit()
            func own() -> Double { level * (0.7 + 0.6 * random.unit()) }
            let past = (0..<8).map { number in
                PastEvent(
                    event: Self.match(number, on: Int64(number) * 7), conditions: Self.evening, observed: poisson(10 * own()), usual: 10)
            }
            let spread = Self.advise(past).load.spread
            let count = poisson(10 * own())
            if count >= spread.low && count <= spread.high { inside += 1 }
        }
        #expect((0.74...0.92).contains(Double(inside) / Double(cases)))
    }

    @Test("twice the planned teams make means more adequate, and none planned makes no per cent at all")
    func adequacy() throws {
        let usual = Load(mean: 40)
        func per(_ teams: Int?) -> Double? { Self.advise([], usual: usual, Self.match(99, on: 700, teams: teams)).adequacy }
        let (two, four) = (try #require(per(2)), try #require(per(4)))
        #expect(two < four && four <= 100)
        #expect(per(nil) == nil)
    }

    @Test("a window without an event gets teams alone")
    func window() {
        let advice = Advisor(grid: Self.grid).advise(window: Load(mean: 16, size: 4), hours: 8)
        #expect(advice.barriers == nil && advice.event == nil)
        #expect(advice.teams.low < advice.teams.high && advice.teams.middle >= 3)
    }
}

extension Load {
    /// P(count <= n), for a test's own draws.
    func distribution(through count: Double) -> Double {
        var (probability, sum, n) = (1.0, 0.0, 0.0)
        probability = mean > 0 ? exponential(-mean) : 1
        while n <= count {
            sum += probability
            n += 1
            probability *= mean / n
        }
        return sum
    }

    private func exponential(_ x: Double) -> Double {
        var (term, sum, n) = (1.0, 1.0, 1.0)
        let part = x / 64
        while n < 30 {
            term *= part / n
            sum += term
            n += 1
        }
        var power = sum
        for _ in 0..<6 { power *= power }
        return power
    }
}
