import Forecasting
import Testing

@Suite("The equity report")
struct EquityTests {
    /// Eight zones of 25 cells, wages 1 to 8; `excess` multiplies what is expected in the two poorest.
    private func report(excess: Double, windows: Int = 60) -> EquityReport {
        let zones = (1...8).map { EquityZone(name: "z\($0)", value: Double($0), residents: 1_000 * Double($0)) }
        let zoneOfCell = (0..<200).map { Int?($0 / 25) } + [nil, nil]
        var tally = EquityTally(zones: zones, zoneOfCell: zoneOfCell)
        for window in 0..<windows {
            // One incident in twenty cells, a different twenty each time: every zone has the same share.
            let observed = (0..<202).map { ($0 * 7 + window * 13) % 10 == 0 ? 1.0 : 0 }
            let expected = (0..<202).map { $0 < 50 ? 0.1 * excess : 0.1 + Double($0 % 25) * 1e-6 }
            tally.add(cells: Array(0..<202), expected: expected, observed: observed)
        }
        return tally.report()
    }

    @Test("fair forecasts raise no warning")
    func fair() {
        let report = report(excess: 1)
        #expect(report.groups.count == 4)
        #expect(report.groups.allSatisfy { !$0.isMiscalibrated })
        #expect(report.groups.map(\.zones) == [2, 2, 2, 2])
    }

    @Test("forecasts that expect half too much of the poorest are told")
    func unfair() {
        let report = report(excess: 1.5)
        #expect(report.groups[0].isMiscalibrated)
        #expect(abs((report.groups[0].ratio ?? 0) - 1.5) < 0.05)
        #expect((report.groups[0].attention ?? 0) > 3)
    }

    @Test("a difference within chance is not told, where there is little to go by")
    func little() {
        #expect(report(excess: 1.5, windows: 1).groups.allSatisfy { !$0.isMiscalibrated })
    }

    @Test("flags are shared out: their sum is the flagged share of the area")
    func flags() {
        let report = report(excess: 1.5)
        #expect(abs(report.groups.reduce(0) { $0 + $1.flagged } - 10) < 1e-9)
        #expect(abs((report.groups[0].exposure ?? 0) - 10.0 / 3) < 1e-9)
    }

    @Test("what falls outside every zone is counted, not lost")
    func outside() {
        #expect(report(excess: 1).outside > 0)
    }

    @Test("fewer zones than quarters make fewer groups; nothing observed makes no ratio")
    func sparse() {
        var tally = EquityTally(zones: [EquityZone(name: "a", value: 1, residents: nil)], zoneOfCell: [0])
        tally.add(cells: [0], expected: [1], observed: [0])
        let report = tally.report()
        #expect(report.groups.count == 1)
        #expect(report.groups[0].ratio == nil)
        #expect(report.groups[0].exposure == nil)
    }
}
