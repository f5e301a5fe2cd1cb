import Foundation

/// Gathers forecasts and what came of them, by quarter of the zones.
public struct EquityTally: Sendable {
    private struct Sums: Sendable {
        var zones: [EquityZone] = []
        /// One number a window.
        var observed: [Double] = []
        var expected: [Double] = []
        var hits = 0.0
        var flagged = 0.0
    }

    private var sums: [Sums]
    /// Quarter of each cell, -1 outside every zone.
    private let quarter: [Int]
    private var outside = 0.0
    private var windows = 0

    /// A tally of nothing yet.
    ///
    /// - Parameters:
    ///   - zones: at least one. Zones go to quarters by their number, not their residents; equal values stay together in the lower one.
    ///   - zoneOfCell: place in `zones` of each cell of the area, nil where it lies in none.
    public init(zones: [EquityZone], zoneOfCell: [Int?]) {
        let values = zones.map(\.value).sorted()
        let bounds = (1...3).compactMap { values.isEmpty ? nil : values[max(0, (values.count * $0 + 3) / 4 - 1)] }
        let quarterOfZone = zones.map { zone in bounds.prefix { zone.value > $0 }.count }
        sums = [Sums](repeating: Sums(), count: 4)
        for (zone, quarter) in zip(zones, quarterOfZone) { sums[quarter].zones.append(zone) }
        self.quarter = zoneOfCell.map { zone in
            zone.flatMap { quarterOfZone.indices.contains($0) ? quarterOfZone[$0] : nil } ?? -1
        }
    }

    /// Adds a window.
    ///
    /// - Parameters:
    ///   - cells: the cells that it speaks of, places in `zoneOfCell`.
    ///   - expected: of each of them.
    ///   - observed: in each of them.
    public mutating func add(cells: [Int], expected: [Double], observed: [Double]) {
        let count = min(cells.count, expected.count, observed.count)
        windows += 1
        for index in sums.indices {
            sums[index].observed.append(0)
            sums[index].expected.append(0)
        }
        let flags = mostLikely(expected, count: count)
        for cell in 0..<count {
            let place = quarter[cells[cell]]
            guard place >= 0 else {
                outside += observed[cell]
                continue
            }
            sums[place].observed[windows - 1] += observed[cell]
            sums[place].expected[windows - 1] += expected[cell]
        }
        for cell in flags {
            let place = quarter[cells[cell]]
            guard place >= 0 else { continue }
            sums[place].flagged += 1
            sums[place].hits += observed[cell]
        }
    }

    /// The cells with the most expected, `EquityReport.flaggedShare` of them; equal ones by their place.
    private func mostLikely(_ expected: [Double], count: Int) -> ArraySlice<Int> {
        guard count > 0 else { return [] }
        let wanted = max(1, Int((Double(count) * EquityReport.flaggedShare).rounded()))
        return (0..<count).sorted { (expected[$1], $0) < (expected[$0], $1) }.prefix(wanted)
    }

    /// The report so far.
    public func report() -> EquityReport {
        let observed = sums.reduce(0) { $0 + $1.observed.reduce(0, +) }
        let expected = sums.reduce(0) { $0 + $1.expected.reduce(0, +) }
        let flags = sums.reduce(0) { $0 + $1.flagged }
        let ratio = observed > 0 ? expected / observed : nil
        let groups = sums.enumerated().compactMap { index, sums in
            group(index + 1, sums, ratio: ratio, allFlags: flags, allObserved: observed)
        }
        return EquityReport(groups: groups, ratio: ratio, windows: windows, outside: outside)
    }

    private func group(_ quartile: Int, _ sums: Sums, ratio cityRatio: Double?, allFlags: Double, allObserved: Double) -> EquityGroup? {
        guard let least = sums.zones.map(\.value).min(), let greatest = sums.zones.map(\.value).max() else { return nil }
        let observed = sums.observed.reduce(0, +)
        let expected = sums.expected.reduce(0, +)
        let residents = sums.zones.reduce(Double?(0)) { total, zone in zone.residents.flatMap { residents in total.map { $0 + residents } }
        }
        let ratio = observed > 0 ? expected / observed : nil
        let interval = ratio.map { EquityTally.interval($0, observed: sums.observed, expected: sums.expected) }
        let perWindow = windows > 0 ? sums.flagged / Double(windows) : 0
        let attention =
            allFlags > 0 && observed > 0 ? (sums.flagged / allFlags) / (observed / allObserved) : nil
        return EquityGroup(
            quartile: quartile, zones: sums.zones.count, values: least...greatest, residents: residents, observed: observed,
            expected: expected, ratio: ratio, interval: interval, hitRate: observed > 0 ? sums.hits / observed : nil, flagged: perWindow,
            exposure: residents.flatMap { $0 > 0 ? perWindow / $0 * 1_000 : nil }, attention: attention,
            isMiscalibrated: interval.flatMap { interval in cityRatio.map { !interval.contains($0) } } ?? false)
    }

    /// Bounds of expected over observed, on the logarithm's scale. The spread is that of the windows about the group's own ratio, so days that
    /// are restless together widen it, and never less than Poisson's.
    private static func interval(_ ratio: Double, observed: [Double], expected: [Double]) -> ClosedRange<Double> {
        let total = observed.reduce(0, +)
        let windows = Double(observed.count)
        let residual = zip(observed, expected).reduce(0) { sum, pair in
            let difference = pair.0 - pair.1 / max(ratio, .leastNonzeroMagnitude)
            return sum + difference * difference
        }
        let variance = max(total, windows > 1 ? residual * windows / (windows - 1) : 0)
        let reach = EquityReport.quantile * variance.squareRoot() / total
        return ratio * exp(-reach)...ratio * exp(reach)
    }
}
