import Domain

/// The numbers of a forecast that rules and people look at.
struct ForecastSummary: Sendable {
    /// Incidents expected over all cells listed.
    let total: Double
    /// In the highest cell.
    let peak: Double
    /// In a listed cell on average.
    let mean: Double
    /// In each cell not listed.
    let elsewhere: Double
    /// What the total usually is; nil before that is known.
    var usual: Double?
    /// The highest cells, highest first; among equals in the order of cells.
    private(set) var top: [Forecast.Expectation] = []

    /// Nil where a number is none or negative.
    init?(_ forecast: Forecast) {
        guard forecast.elsewhere.isFinite, forecast.elsewhere >= 0 else { return nil }
        var total = 0.0
        var peak = 0.0
        for cell in forecast.cells {
            guard cell.expected.isFinite, cell.expected >= 0 else { return nil }
            total += cell.expected
            peak = max(peak, cell.expected)
        }
        guard total.isFinite else { return nil }
        self.total = total
        self.peak = peak
        mean = forecast.cells.isEmpty ? 0 : total / Double(forecast.cells.count)
        elsewhere = forecast.elsewhere
    }

    /// Looks for the highest cells: a small sorted list kept along one pass, since cells are many and the list is short.
    mutating func list(_ forecast: Forecast, count: Int) {
        top = []
        for cell in forecast.cells where cell.expected > 0 {
            if top.count >= count, let least = top.last, !ForecastSummary.isHigher(cell, least) { continue }
            let place = top.firstIndex { ForecastSummary.isHigher(cell, $0) } ?? top.count
            top.insert(cell, at: place)
            if top.count > count { top.removeLast() }
        }
    }

    private static func isHigher(_ left: Forecast.Expectation, _ right: Forecast.Expectation) -> Bool {
        left.expected != right.expected ? left.expected > right.expected : left.cell < right.cell
    }
}
