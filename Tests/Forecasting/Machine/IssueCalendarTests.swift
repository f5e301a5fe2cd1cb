import Domain
import Testing

@testable import Forecasting

@Suite("When forecasts are issued")
struct IssueCalendarTests {
    /// Paris in 2024: summer time from 31 March 01:00Z to 27 October 01:00Z.
    private static let paris: @Sendable (Int64) -> Int64 = { $0 >= 1_711_846_800 && $0 < 1_729_990_800 ? 7_200 : 3_600 }
    private static func utc(_ month: Int64, _ day: Int64, _ hour: Int64 = 0) -> Int64 {
        CivilDay.number(year: 2024, month: month, day: day) * 86_400 + hour * 3_600
    }

    private func issues(_ interval: UInt32, window: UInt32 = 86_400, from: Int64, to: Int64) -> [Forecast] {
        var machine = ForecastingMachine(offset: Self.paris)
        machine.register(territory(zone: "Europe/Paris", interval: interval, window: window))
        machine.absorb(incident(at: from))
        return machine.advance(to: watermark(to))
    }

    @Test("daily forecasts begin and end at local midnight, over days of 23 and 25 hours too")
    func summerTime() {
        let spring = issues(86_400, from: Self.utc(3, 29, 12), to: Self.utc(4, 1, 12))
        #expect(spring.map(\.windowStart) == [Self.utc(3, 29, 23), Self.utc(3, 30, 23), Self.utc(3, 31, 22)])
        #expect(spring.map { $0.windowEnd - $0.windowStart } == [86_400, 82_800, 86_400])
        let autumn = issues(86_400, from: Self.utc(10, 25, 12), to: Self.utc(10, 28, 12))
        #expect(autumn.map(\.windowStart) == [Self.utc(10, 25, 22), Self.utc(10, 26, 22), Self.utc(10, 27, 23)])
        #expect(autumn.map { $0.windowEnd - $0.windowStart } == [86_400, 90_000, 86_400])
    }

    @Test("an interval within the day starts again at each midnight")
    func withinTheDay() {
        let spring = issues(21_600, window: 21_600, from: Self.utc(3, 30, 20), to: Self.utc(3, 31, 23))
        // 00:00, then 06:00, 12:00, 18:00 elapsed; the next midnight comes an hour early.
        #expect(spring.map { ($0.issuedAt - Self.utc(3, 30, 23)) / 3_600 } == [0, 6, 12, 18, 23])
    }

    @Test("the 29th of February is a day like any other")
    func leapDay() {
        let days = issues(86_400, from: Self.utc(2, 27, 12), to: Self.utc(3, 2, 12))
        #expect(days.map { ($0.issuedAt - Self.utc(2, 27, 23)) / 86_400 } == [0, 1, 2, 3])
    }

    @Test("an interval of several days keeps to local midnights")
    func severalDays() {
        let weeks = issues(7 * 86_400, from: Self.utc(3, 1, 12), to: Self.utc(5, 1, 12))
        #expect(weeks.allSatisfy { ($0.issuedAt + Self.paris($0.issuedAt)) % 86_400 == 0 })
        #expect(Set(zip(weeks, weeks.dropFirst()).map { $1.issuedAt - $0.issuedAt }) == [604_800, 601_200])
    }

    @Test("interval 0 issues at the end of every slot")
    func everySlot() {
        let slots = issues(0, from: Self.utc(3, 31), to: Self.utc(3, 31, 4))
        #expect(slots.map(\.issuedAt) == (1...16).map { Self.utc(3, 31) + $0 * 900 })
    }

    @Test("nothing is issued for the time before the first incident, however old the watermark")
    func beforeAll() {
        var machine = ForecastingMachine(offset: { (_: Int64) in 0 })
        machine.register(territory())
        #expect(machine.advance(to: watermark(Self.utc(1, 1))).isEmpty)
        machine.absorb(incident(at: Self.utc(5, 1)))
        #expect(machine.advance(to: watermark(Self.utc(5, 1, 1))).count == 4)
    }

    @Test("a midnight that summer time skips is the first instant after it; one that comes twice is the first")
    func oddMidnights() {
        let change = Self.utc(3, 10, 4)
        var skipped = LocalClock(zone: "x") { _, instant in instant >= change ? -10_800 : -14_400 }
        #expect(skipped.midnight(ofDay: CivilDay.number(year: 2024, month: 3, day: 10)) == change)
        var twice = LocalClock(zone: "x") { _, instant in instant >= change + 3_600 ? -18_000 : -14_400 }
        #expect(twice.midnight(ofDay: CivilDay.number(year: 2024, month: 3, day: 10)) == change)
    }
}
