import Domain
import Foundation
import Testing

@Suite("Holidays of France by rule")
struct FrenchHolidaysTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
        "../../../../shared/data/calendar")
    private static var isThere: Bool { FileManager.default.fileExists(atPath: folder.path) }

    private func rows(_ name: String) throws -> [[Substring]] {
        let text = try String(contentsOf: Self.folder.appendingPathComponent(name), encoding: .utf8)
        return text.split(separator: "\n").dropFirst().map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }

    private func day(_ text: Substring) -> CivilDay {
        let parts = text.split(separator: "-").compactMap { Int($0) }
        return CivilDay(year: parts[0], month: parts[1], day: parts[2])
    }

    @Test("dates and day numbers go both ways", arguments: [-200_000, -1, 0, 11_016, 14_975, 20_783, 400_000])
    func bothWays(number: Int) {
        let date = CivilDay(number: number).date
        #expect(CivilDay(year: date.year, month: date.month, day: date.day).number == number)
    }

    @Test("1970-01-01 was a Thursday")
    func weekday() {
        #expect(CivilDay(number: 0).weekday == 3)
        #expect(CivilDay(number: 0).saturday.number == 2)
    }

    @Test(
        "Easter falls where the tables say",
        arguments: [(1818, 3, 22), (1943, 4, 25), (2000, 4, 23), (2010, 4, 4), (2026, 4, 5), (2038, 4, 25)])
    func easter(year: Int, month: Int, day: Int) {
        #expect(CivilDay.easter(of: year) == CivilDay(year: year, month: month, day: day))
    }

    @Test("every public holiday of 2006-2031, and no other day", .enabled(if: isThere))
    func publicHolidays() throws {
        let known = Set(try rows("jours-feries-metropole.csv").map { day($0[0]) })
        let holidays = FrenchHolidays(zone: .b)
        let span = CivilDay(year: 2006, month: 1, day: 1).number..<CivilDay(year: 2032, month: 1, day: 1).number
        #expect(Set(span.map(CivilDay.init).filter(holidays.isPublic)) == known)
    }

    @Test("school holidays agree with the decrees on 98 days of 100", .enabled(if: isThere), arguments: FrenchHolidays.SchoolZone.allCases)
    func schoolHolidays(zone: FrenchHolidays.SchoolZone) throws {
        let holidays = FrenchHolidays(zone: zone)
        // The file stops after the summer of 2026.
        let days = try rows("vacances-scolaires-2009-2026.csv").filter { $0[0] >= "2016-01-01" && $0[0] < "2026-09-01" }
        let agreeing = days.filter { holidays.isSchool(day($0[0])) == ($0[1 + zone.rawValue] == "True") }.count
        #expect(days.count > 3_800)
        #expect(Double(agreeing) / Double(days.count) >= 0.98)
    }

    @Test("the years to come have holidays too, where a file would have ended")
    func future() {
        let holidays = FrenchHolidays(zone: .b)
        #expect(holidays.isSchool(CivilDay(year: 2026, month: 10, day: 20)))
        #expect(!holidays.isSchool(CivilDay(year: 2026, month: 11, day: 25)))
        #expect(holidays.isSchool(CivilDay(year: 2027, month: 2, day: 22)))
        #expect(holidays.isEve(CivilDay(year: 2027, month: 7, day: 13)))
    }
}
