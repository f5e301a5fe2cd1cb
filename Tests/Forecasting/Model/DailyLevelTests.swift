import Testing

@testable import Forecasting

@Suite("The daily level")
struct DailyLevelTests {
    @Test("of a steady city is its rate")
    func steady() {
        var level = DailyLevel()
        for day in 0..<100 { level.learn(day: day, count: 40) }
        #expect(abs(level.expected(day: 100) - 40) < 0.5)
    }

    @Test("knows the days of the week")
    func week() {
        var level = DailyLevel()
        for day in 0..<280 { level.learn(day: day, count: DayType(day: day) == .sunday ? 20 : 44) }
        let sunday = (280..<287).first { DayType(day: $0) == .sunday } ?? 280
        #expect(abs(level.expected(day: sunday) - 20) < 2)
        #expect(abs(level.expected(day: sunday + 1) - 44) < 2)
    }

    @Test("does not lag behind growth")
    func growth() {
        var level = DailyLevel()
        var expected = 0.0
        var observed = 0.0
        for day in 0..<400 {
            let count = 5 + 0.02 * Double(day)
            if day > 100 {
                expected += level.expected(day: day)
                observed += count
            }
            level.learn(day: day, count: count)
        }
        #expect(abs(expected / observed - 1) < 0.03)
    }

    @Test("of a city that had nothing is nothing")
    func nothing() {
        var level = DailyLevel()
        #expect(level.expected(day: 0) == 0)
        for day in 0..<30 { level.learn(day: day, count: 0) }
        #expect(level.expected(day: 30) == 0)
    }
}
