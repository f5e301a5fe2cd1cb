import Domain
import Testing

@testable import Correlation

@Suite("Silence is not quiet")
struct StreamSilenceTests {
    @Test("A source that reports nothing for longer than chance allows is told as silent once, then as missing, then as resumed")
    func silence() throws {
        var city = StreamCity()
        _ = city.live(hours: 168 * 4, rates: [1, 1, 1])
        let (quiet, _) = city.live(hours: 30, rates: [0, 0, 0])
        let told = quiet.flatMap(\.silent)
        #expect(told.count == 1)
        #expect(try #require(told.first).source == .policeLog)
        #expect(try #require(told.first).probability < 1e-6)
        #expect(quiet.last?.missing == [.policeLog])
        #expect(quiet.last?.tests == 0)
        let (loud, _) = city.live(hours: 5, rates: [3, 3, 3])
        #expect(loud.flatMap(\.resumed) == [.policeLog])
    }

    @Test("A silence teaches nothing: what was usual before it is usual after it")
    func teachesNothing() {
        var (silent, awake) = (StreamCity(), StreamCity())
        _ = silent.live(hours: 168 * 4, rates: [1, 1, 1])
        _ = awake.live(hours: 168 * 4, rates: [1, 1, 1])
        _ = silent.live(hours: 48, rates: [0, 0, 0], silent: [.policeLog])
        let key = StreamKey(cell: Cell(column: 0, row: 0), category: .theft, source: .policeLog)
        let (one, other) = (silent.detector.expected(key) ?? 0, awake.detector.expected(key) ?? 1)
        // The new week has weighed down the past of one of them; 48 empty hours would have taken a tenth off.
        #expect(abs(one / other - 1) < 1e-3)
    }

    @Test("A slot that a source has not reported yet is missing, not empty")
    func missing() {
        var city = StreamCity()
        _ = city.live(hours: 168 * 4, rates: [1, 1, 1])
        let (reports, _) = city.live(hours: 3, rates: [0, 0, 0], silent: [.policeLog])
        #expect(reports.allSatisfy { $0.missing == [.policeLog] && $0.tests == 0 && $0.silent.isEmpty })
    }

    @Test("A sparse source may be quiet for days")
    func sparse() {
        var city = StreamCity()
        _ = city.live(hours: 168 * 4, rates: [0.01])
        let (reports, _) = city.live(hours: 72, rates: [0])
        #expect(reports.flatMap(\.silent).isEmpty)
    }
}
