import Domain
import Testing

@testable import Correlation

@Suite("The hours of the week")
struct RhythmTests {
    /// Paris in 2024: summer time from 31 March 01:00Z to 27 October 01:00Z.
    private static let paris: @Sendable (Int64) -> Int64 = { $0 >= 1_711_846_800 && $0 < 1_729_990_800 ? 7_200 : 3_600 }

    @Test("22:00 on the wall clock is the same hour in winter and in summer")
    func summerTime() {
        var clock = LocalClock(zone: "Europe/Paris") { _, instant in Self.paris(instant) }
        let rhythm = Rhythm(length: 900)
        // Fridays 29 March and 5 April 2024, 22:00 in Paris.
        let winter = rhythm.bucket(of: TimeSlot(start: 1_711_746_000, length: 900), on: &clock)
        let summer = rhythm.bucket(of: TimeSlot(start: 1_712_347_200, length: 900), on: &clock)
        #expect(winter == 4 * 24 + 22 && summer == winter)
    }

    @Test("what happens every evening at 22:00 stays usual when the clock changes")
    func usualAcross() {
        var machine = CorrelationMachine(offset: Self.paris)
        // From Monday 4 March to Sunday 14 April 2024, eight incidents at 22:00 local.
        var late: [Signal] = []
        for day in 0..<Int64(42) {
            let evening = 1_709_586_000 + day * 86_400 - (day >= 27 ? 3_600 : 0)
            for _ in 0..<8 {
                let signals = machine.absorb(incident(at: evening))
                if day >= 21 { late += signals }
            }
            _ = machine.advance(to: watermark(evening + 7_200))
        }
        #expect(late.isEmpty)
    }

    @Test("the 29th of February is a Thursday like any other")
    func leapDay() {
        var clock = LocalClock(zone: "UTC") { _, _ in 0 }
        // 2024-02-28T12:00Z and the days after.
        let days = (0..<Int64(3)).map { clock.dayOfWeek(1_709_121_600 + $0 * 86_400) }
        #expect(days == [2, 3, 4])
        #expect(LocalTime(1_709_121_600 + 86_400, on: &clock).iso == "2024-02-29")
        #expect(LocalTime(1_709_121_600 + 2 * 86_400, on: &clock).french == "01/03/2024")
    }

    @Test("times before 1970 have hours and days too")
    func before1970() {
        var clock = LocalClock(zone: "UTC") { _, _ in 0 }
        #expect(clock.dayOfWeek(-1) == 2 && clock.hourOfDay(-1) == 23 && LocalTime(-1, on: &clock).iso == "1969-12-31")
    }

    @Test("another zone in the register moves the hours from there on")
    func newZone() {
        var clock = LocalClock(zone: "UTC") { zone, _ in zone == "X" ? 7_200 : 0 }
        #expect(clock.hourOfDay(City.monday) == 0)
        clock.zone = "X"
        #expect(clock.hourOfDay(City.monday) == 2)
    }
}
