import Correlation
import Foundation

/// The scan's definition, written out: every cell with cases, every radius at which a cell joins, every window, every sum in full.
/// Shares no code with the library.
struct BruteForceScan {
    struct Cluster {
        var column: Int32
        var row: Int32
        var radius: Double
        var firstDay: Int32
        var observed: Int
        var expected: Double
        var ratio: Double
        var cells: Set<[Int32]>
    }

    let cellSize: Double
    let maximumRadius: Double
    let windows: Int32
    let history: Int32
    let lastDay: Int32

    init(_ settings: ScanSettings, lastDay: Int32) {
        cellSize = settings.cellSize
        maximumRadius = settings.maximumRadius
        windows = Int32(settings.maximumWindow)
        history = Int32(settings.historyDays)
        self.lastDay = lastDay
    }

    /// Every circle and window, with its ratio.
    func clusters(_ events: [ScanCity.Event]) -> [Cluster] {
        let events = events.filter { $0.day <= lastDay && $0.day > lastDay - history }
        let total = Double(events.count)
        var perCell: [[Int32]: Double] = [:]
        var perDay: [Int32: Double] = [:]
        for event in events {
            perCell[[event.column, event.row], default: 0] += 1
            perDay[event.day, default: 0] += 1
        }
        var clusters: [Cluster] = []
        for centre in perCell.keys {
            func distance(_ cell: [Int32]) -> Double {
                hypot(Double(cell[0] - centre[0]), Double(cell[1] - centre[1])) * cellSize
            }
            let radii = Set(perCell.keys.map(distance)).filter { $0 <= maximumRadius }
            for radius in radii {
                let cells = perCell.keys.filter { distance($0) <= radius }
                for window in 1...windows {
                    let days = (lastDay - window + 1)...lastDay
                    var expected = 0.0
                    for cell in cells { for day in days { expected += (perCell[cell] ?? 0) * (perDay[day] ?? 0) / total } }
                    let members = Set(cells)
                    let observed = events.filter { days.contains($0.day) && members.contains([$0.column, $0.row]) }.count
                    let count = Double(observed)
                    guard count > expected + 1e-12 else { continue }
                    let rest = total - count
                    let ratio = count * log(count / expected) + (rest > 0 ? rest * log(rest / (total - expected)) : 0)
                    clusters.append(
                        Cluster(
                            column: centre[0], row: centre[1], radius: radius, firstDay: days.lowerBound, observed: observed,
                            expected: expected,
                            ratio: ratio, cells: members))
                }
            }
        }
        return clusters
    }

    /// The largest ratio.
    func maximum(_ events: [ScanCity.Event]) -> Double { clusters(events).map(\.ratio).max() ?? 0 }

    /// The largest ratios of shuffles of the days among the events.
    func maxima(_ events: [ScanCity.Event], shuffles: Int, seed: UInt64) -> [Double] {
        var draws = ScanDraws(seed: seed)
        return (0..<shuffles).map { _ in
            let days = events.map(\.day).shuffled(using: &draws)
            return maximum(
                zip(events, days).map { event, day in ScanCity.Event(column: event.column, row: event.row, day: day) })
        }
    }
}
