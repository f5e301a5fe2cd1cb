import Domain
import Foundation

@testable import Correlation

/// A simulated city in which nothing is unusual: Poisson, busier at night, some cells busier than others.
struct City {
    /// Monday 2024-01-01T00:00Z.
    static let monday: Int64 = 1_704_067_200

    var columns: Int32 = 15
    /// Incidents a day, over all cells.
    var daily = 1_200.0
    /// Cells differ.
    var uneven = true

    /// Incidents of the slot that starts at an instant.
    func slot(_ start: Int64, _ random: inout SplitMix64) -> [Incident] {
        let hour = (start % 86_400) / 3_600
        let mean = daily / 96 * (hour >= 20 ? 2 : 0.8)
        var incidents: [Incident] = []
        var clock = -log(1 - Double.random(in: 0..<1, using: &random))
        while clock < mean {
            clock -= log(1 - Double.random(in: 0..<1, using: &random))
            let place = Double.random(in: 0..<1, using: &random)
            let cell = Int32((uneven ? place * place : place) * Double(columns * columns))
            incidents.append(
                incident(Bool.random(using: &random) ? .theft : .noise, column: cell % columns, row: cell / columns, at: start))
        }
        return incidents
    }

    /// Runs days of it through a machine, and returns the signals.
    func run(_ machine: inout CorrelationMachine, days: Range<Int64>, _ random: inout SplitMix64) -> [Signal] {
        var signals: [Signal] = []
        for start in stride(from: City.monday + days.lowerBound * 86_400, to: City.monday + days.upperBound * 86_400, by: 900) {
            for incident in slot(start, &random) { signals += machine.absorb(incident) }
            signals += machine.advance(to: watermark(start + 900))
        }
        return signals
    }
}

/// A watermark at seconds since 1970.
func watermark(_ seconds: Int64, sources: [Watermark.Source] = []) -> Watermark {
    Watermark(time: Instant(seconds: seconds), sources: sources)
}

/// An incident at seconds since 1970.
func incident(
    _ category: Domain.Category = .theft, column: Int32 = 0, row: Int32 = 0, level: UInt8 = 0, at seconds: Int64, length: UInt32 = 900,
    kind: SourceKind = .policeLog
) -> Incident {
    Incident(
        kind: kind, category: category, cell: Cell(level: level, column: column, row: row),
        slot: TimeSlot(containing: Instant(seconds: seconds), length: length))
}

/// A machine on UTC.
func machine(_ settings: CorrelationSettings = CorrelationSettings()) -> CorrelationMachine {
    CorrelationMachine(settings: settings, offset: { (_: Int64) in 0 })
}

/// Three incidents a day in cell (0, 0) for some days, one at each of 08:00, 12:00 and 20:00; then nothing is open.
func steady(days: Int64 = 28, _ settings: CorrelationSettings = CorrelationSettings()) -> CorrelationMachine {
    var machine = machine(settings)
    for day in 0..<days {
        for hour in [Int64(8), 12, 20] { _ = machine.absorb(incident(at: City.monday + day * 86_400 + hour * 3_600)) }
        _ = machine.advance(to: watermark(City.monday + (day + 1) * 86_400))
    }
    return machine
}
