import Domain
import Testing

@testable import Correlation

@Suite("Clocks and calendars shift nothing")
struct StreamCalendarTests {
    /// Paris in 2026: one hour ahead, two from 29 March 01:00 UTC on.
    private static let paris = LocalClock(zone: "Europe/Paris", offset: { _, instant in instant < 1_774_746_000 ? 3_600 : 7_200 })

    /// Ten incidents at 08:00 local every day, one in every other hour.
    private func reports(from start: Int64, days: Int64, clock: LocalClock, opening: (Int64) -> Int64) -> [StreamReport] {
        var detector = StreamingDetector(clock: clock)
        var reports: [StreamReport] = []
        for hour in 0..<days * 24 {
            let instant = start + hour * 3_600
            for _ in 0..<(opening(instant) % 86_400 / 3_600 == 8 ? 10 : 1) {
                _ = detector.absorb(
                    Incident(
                        kind: .policeLog, category: .theft, cell: Cell(column: 1, row: 1), slot: TimeSlot(start: instant, length: 900)))
            }
            reports += detector.close(through: instant + 3_600)
        }
        return reports
    }

    @Test("After the change of clocks eight o'clock is still eight o'clock")
    func daylightSaving() {
        let start: Int64 = 1_771_804_800
        let shifted = reports(from: start, days: 60, clock: StreamCalendarTests.paris) { instant in
            instant + (instant < 1_774_746_000 ? 3_600 : 7_200)
        }
        #expect(shifted.allSatisfy { $0.detections.isEmpty })
        #expect(shifted.count == 60 * 24)
    }

    @Test("A detector that kept winter time would have been fooled")
    func control() {
        let winter = LocalClock(zone: "UTC", offset: { _, _ in 3_600 })
        let shifted = reports(from: 1_771_804_800, days: 60, clock: winter) { instant in
            instant + (instant < 1_774_746_000 ? 3_600 : 7_200)
        }
        #expect(!shifted.allSatisfy { $0.detections.isEmpty })
    }

    @Test("29 February is a day of the week like any other")
    func leapDay() {
        // From Monday 10 January 2028.
        let found = reports(from: 1_831_075_200, days: 70, clock: StreamCity.utc) { $0 }
        #expect(found.allSatisfy { $0.detections.isEmpty })
        #expect(found.count == 70 * 24)
    }
}
