import Domain
import Testing

@testable import Correlation

@Suite("Streaming detector, one series")
struct StreamingMonitorTests {
    @Test("Where nothing is unusual alarms are no more frequent than alpha says, and nearly as frequent where counts are high")
    func level() throws {
        for (mean, least) in [(0.4, 0.0), (3.0, 0.002), (40.0, 0.004)] {
            var draws = SplitMix64(seed: 5)
            var (alarms, points) = (0, 0)
            for _ in 0..<12 {
                var monitor = try StreamingMonitor(StreamingSettings(frequency: 7))
                for day in 0..<500 {
                    guard let point = monitor.append(Double(draws.poisson(mean * (day % 7 < 5 ? 1 : 1.6)))), day > 60 else { continue }
                    points += 1
                    if point.alarm { alarms += 1 }
                }
            }
            let rate = Double(alarms) / Double(points)
            #expect(rate >= least && rate < 0.013)
        }
    }

    @Test("It learns the day of the week")
    func season() throws {
        var monitor = try StreamingMonitor(StreamingSettings(frequency: 7))
        var points: [StreamingPoint?] = []
        for day in 0..<140 { points.append(monitor.append(day % 7 == 5 ? 30 : 3)) }
        #expect(abs((points[138]?.expected ?? 0) - 30) < 4)
        #expect(abs((points[139]?.expected ?? 0) - 3) < 1)
    }

    @Test("A burst is an alarm with a large e-value, and is not learnt as usual")
    func burst() throws {
        var (monitor, draws) = (try StreamingMonitor(StreamingSettings(frequency: 1)), SplitMix64(seed: 6))
        for _ in 0..<100 { _ = monitor.append(Double(draws.poisson(4))) }
        let (first, second) = (monitor.append(40), monitor.append(4))
        let (burst, after) = (try #require(first), try #require(second))
        #expect(burst.alarm && burst.pValue < 1e-8 && burst.eValue > 1e4)
        #expect(!after.alarm && after.expected < 5.5)
    }

    @Test("A missing point teaches nothing; zeros teach zero")
    func missing() throws {
        var (silent, empty) = (try StreamingMonitor(StreamingSettings(frequency: 1)), try StreamingMonitor(StreamingSettings(frequency: 1)))
        for _ in 0..<60 {
            _ = silent.append(6)
            _ = empty.append(6)
        }
        for _ in 0..<20 {
            _ = silent.append(nil)
            _ = empty.append(0)
        }
        let (unknown, zeros) = (silent.append(6), empty.append(6))
        #expect((unknown?.expected ?? 0) > 5.5)
        #expect((zeros?.expected ?? 6) < 4.5)
    }
}
