import Domain
import Foundation
import Testing

@testable import Forecasting

/// On real material, read in place; skipped where `../shared` is missing.
@Suite("Houston 2010", .enabled(if: HoustonEvents.isThere))
struct HoustonTests {
    /// Daily burglaries of the last 60 days, by local midnight.
    private func forecasts(_ incidents: [Incident]) -> [Forecast] {
        var machine = ForecastingMachine(offset: HoustonEvents.offset)
        machine.register(
            territory(zone: "America/Chicago", interval: 86_400, bounds: Bounds(south: 29.3, west: -95.85, north: 30.2, east: -95.0)))
        for incident in incidents where incident.category == .burglary { machine.absorb(incident) }
        return machine.advance(to: watermark(incidents.map(\.slot.end).max() ?? 0))
    }

    @Test(
        "pushed in another order it gives the same forecasts",
        .enabled(if: ProcessInfo.processInfo.environment["QUIETUDE_SOAK"] == "1"))
    func shuffled() throws {
        let incidents = try HoustonEvents.incidents()
        var random = SplitMix64(seed: 5)
        #expect(incidents.count == 85_538)
        #expect(forecasts(incidents) == forecasts(incidents.shuffled(using: &random)))
    }

    @Test(
        "burglaries of the last 60 days are forecast better than the tuned KDE (0.818 nats an event over a flat forecast)",
        .enabled(if: ProcessInfo.processInfo.environment["QUIETUDE_SOAK"] == "1"))
    func better() throws {
        let incidents = try HoustonEvents.incidents()
        let daily = forecasts(incidents).suffix(60)
        let first = try #require(daily.first?.windowStart)
        // As eval_forecast.py: the study area is every cell that had an event before, and its neighbours.
        var area: Set<Cell> = []
        for incident in incidents where incident.slot.start < first {
            for column in Int32(-1)...1 {
                for row in Int32(-1)...1 { area.insert(Cell(column: incident.cell.column + column, row: incident.cell.row + row)) }
            }
        }
        var (gain, events) = (0.0, 0.0)
        for forecast in daily {
            let listed = Dictionary(uniqueKeysWithValues: forecast.cells.map { ($0.cell, $0.expected) })
            let flat = area.reduce(0) { $0 + (listed[$1] ?? forecast.elsewhere) } / Double(area.count)
            for incident in incidents
            where incident.category == .burglary && incident.slot.start >= forecast.windowStart && incident.slot.start < forecast.windowEnd
                && area.contains(incident.cell)
            {
                gain += log((listed[incident.cell] ?? forecast.elsewhere) / flat)
                events += 1
            }
        }
        #expect(events > 4_000 && gain / events > 0.95)
    }
}
