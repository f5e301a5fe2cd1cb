import Domain
import Testing

@testable import Forecasting

/// Patrols are sent where the forecast points and find there what they would have found anywhere; what they find teaches the next forecast
/// (Lum & Isaac 2016; Ensign et al. 2018, "Runaway feedback loops in predictive policing").
@Suite("The loop from forecasts through patrols to forecasts")
struct FeedbackLoopTests {
    private static let side = 10
    private static let patrols = 5

    /// A city of a hundred cells that are all alike, watched for most of a year.
    ///
    /// - Returns: how much more than its true share the forecast gives, at the end, to the cells that were patrolled most.
    private func excess(discoveredWeight: Float, seed: UInt64) -> Double {
        var generator = SplitMix64(seed: seed)
        func happens(_ probability: Double) -> Bool { generator.unit() < probability }
        let grid = StudyGrid(columns: 0...Int32(Self.side - 1), rows: 0...Int32(Self.side - 1))
        let cells = (0..<Int32(Self.side)).flatMap { row in
            (0..<Int32(Self.side)).compactMap { column in grid.index(column: column, row: row) }
        }
        let days = 300
        var model = PlaceModel(
            grid: grid, target: nil, categories: [1], days: days,
            settings: PlaceModel.Settings(incidentsPerDay: 6, days: days, rows: 4_000, seed: seed))
        var visits = [Int32: Int]()
        var forecast: [(cell: Int32, expected: Double)] = []
        for day in 0..<days {
            var events = cells.filter { _ in happens(0.05) }.map { PlacedEvent(index: Int32($0), category: 0) }
            for place in forecast.prefix(Self.patrols) {
                if day >= days - 60 { visits[place.cell, default: 0] += 1 }
                if happens(0.4) { events.append(PlacedEvent(index: place.cell, category: 0, weight: discoveredWeight)) }
            }
            model.absorb(day: day, events, learns: day > 30)
            // Patrols are planned for three days.
            guard day >= 45, day % 3 == 0 else { continue }
            if day % 15 == 0 { model.fit() }
            forecast = zip(model.areaCells(), model.forecast(day: day + 1)).map { ($0, $1) }
                .sorted { ($1.expected, $0.cell) < ($0.expected, $1.cell) }
        }
        let watched = Set(visits.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.patrols).map(\.key))
        let sum = forecast.reduce(0) { $0 + $1.expected }
        let share = forecast.reduce(0) { $0 + (watched.contains($1.cell) ? $1.expected : 0) } / sum
        return share / (Double(Self.patrols) / Double(forecast.count))
    }

    @Test("runs away where what patrols find counts like what is reported", arguments: [1, 2] as [UInt64])
    func runsAway(seed: UInt64) {
        #expect(excess(discoveredWeight: 1, seed: seed) > 5)
    }

    @Test("does not where it counts as the command line counts it by default", arguments: [1, 2] as [UInt64])
    func heldBack(seed: UInt64) {
        #expect(excess(discoveredWeight: PlacedEvent.discoveredWeight, seed: seed) < 2.5)
    }
}
