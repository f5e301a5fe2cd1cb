import Domain
import Foundation

@testable import Correlation

/// SplitMix64 series with a rhythm of the day and the week, for tests of associations.
struct AssociationScene {
    var random: SplitMix64
    let days: Int
    var hours: Int { days * 24 }
    /// 2025-01-06, a Monday.
    static let monday: Int64 = 1_736_121_600

    init(seed: UInt64, days: Int = 90) {
        random = SplitMix64(seed: seed)
        self.days = days
    }

    static func rhythm(_ hour: Int) -> Double {
        exp(0.6 * sin(2 * .pi * Double(hour % 24 - 14) / 24) + (hour % 168 >= 120 ? 0.3 : 0) + 0.3 * sin(Double(hour) / 700))
    }

    mutating func poisson(_ mean: Double) -> Int {
        var count = 0
        var sum = -log(1 - Double.random(in: 0..<1, using: &random))
        while sum < mean {
            count += 1
            sum -= log(1 - Double.random(in: 0..<1, using: &random))
        }
        return count
    }

    /// Counts of each hour with this mean.
    mutating func counts(_ mean: (Int) -> Double) -> [Int] { (0..<hours).map { poisson(mean($0)) } }

    /// A reading that lasts, as rain does: at least 0.
    mutating func lasting() -> [Double] {
        var state = 0.0
        return (0..<hours).map { _ in
            let noise = (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &random) }
            state = 0.9 * state + noise
            return max(0, state - 1)
        }
    }

    /// Events somewhere within 4 km.
    mutating func events(_ name: String, _ counts: [Int]) -> AssociationData.Events {
        var events = AssociationData.Events(name: name)
        for (hour, count) in counts.enumerated() {
            for _ in 0..<count {
                events.seconds.append(Self.monday + Int64(hour) * 3_600 + Int64.random(in: 0..<3_600, using: &random))
                events.easts.append(Double.random(in: 0..<4_000, using: &random))
                events.norths.append(Double.random(in: 0..<4_000, using: &random))
            }
        }
        return events
    }

    static func readings(_ name: String, _ values: [Double]) -> AssociationData.Readings {
        var readings = AssociationData.Readings(name: name)
        readings.seconds = values.indices.map { monday + Int64($0) * 3_600 }
        readings.values = values
        return readings
    }
}

extension AssociationScene {
    /// Events of so many an hour.
    mutating func events(_ name: String, mean: (Int) -> Double) -> AssociationData.Events {
        let counts = counts(mean)
        return events(name, counts)
    }
}
