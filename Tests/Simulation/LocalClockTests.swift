import Testing

@testable import Simulation

@Suite("The wall clock of Marseille")
struct LocalClockTests {
    @Test("Summer time begins and ends on the last Sundays of March and October, at 01:00 UTC")
    func changes() {
        // 2026-03-29T01:00Z and 2026-10-25T01:00Z.
        #expect(LocalClock.offset(at: 1_774_745_999) == 3_600)
        #expect(LocalClock.offset(at: 1_774_746_000) == 7_200)
        #expect(LocalClock.offset(at: 1_792_889_999) == 7_200)
        #expect(LocalClock.offset(at: 1_792_890_000) == 3_600)
    }

    @Test("A local hour and its instant agree", arguments: [0.0, 6, 12.5, 23.75])
    func roundTrip(hour: Double) {
        for day in Int64(20_000)..<20_366 where !(hour < 4 && LocalClock.weekday(day: day) == 6) {
            let local = LocalClock.local(at: LocalClock.seconds(day: day, hour: hour))
            #expect(local.day == day && local.hour == hour)
        }
    }

    @Test("1 June 2026 is a Monday")
    func weekday() {
        let day = LocalClock.day(year: 2026, month: 6, dayOfMonth: 1)
        #expect(LocalClock.weekday(day: day) == 0)
        #expect(LocalClock.seconds(day: day, hour: 0) == Sample.monday)
        #expect(LocalClock.civil(day: day) == (2026, 6, 1))
    }
}
