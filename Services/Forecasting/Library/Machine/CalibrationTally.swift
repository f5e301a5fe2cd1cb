import Domain
import Glibc

/// Compares what was expected of each day, as issued when it began, with what came, by tenths of what was expected; and corrects the tenths
/// that were off by more than chance.
struct CalibrationTally: Sendable {
    /// Days after which a day counts half.
    static let halfLife = 28.0
    /// Incidents that hold a correction at 1.
    static let prior = 50.0
    /// How far it may go.
    static let bounds = 0.8...1.25

    /// A day's forecast that waits to be compared.
    struct Check: Sendable {
        let day: Int
        /// Before corrections, by cell of the area then.
        let expected: [Float]
        /// Of the area then.
        let cells: [Int32]
        let corrections: [Double]
    }

    private(set) var days = 0
    /// By tenth: expected before corrections, as issued, observed.
    private(set) var raw = [Double](repeating: 0, count: 10)
    private(set) var issued = [Double](repeating: 0, count: 10)
    private(set) var observed = [Double](repeating: 0, count: 10)
    private(set) var elsewhere = 0.0
    var waiting: Check?

    init() {}

    init?(days: Int, values: [Double]) {
        guard values.count == 31, values.allSatisfy({ $0.isFinite && $0 >= 0 }) else { return nil }
        self.days = max(0, days)
        raw = Array(values[0..<10])
        issued = Array(values[10..<20])
        observed = Array(values[20..<30])
        elsewhere = values[30]
    }

    var values: [Double] { raw + issued + observed + [elsewhere] }

    /// What each tenth is multiplied by: 1 but where observed and expected differ by more than two standard deviations.
    var corrections: [Double] {
        zip(raw, observed).map { raw, observed in
            guard abs(observed - raw) > 2 * max(raw, 1).squareRoot() else { return 1 }
            let ratio = (observed + CalibrationTally.prior) / (raw + CalibrationTally.prior)
            return min(max(ratio, CalibrationTally.bounds.lowerBound), CalibrationTally.bounds.upperBound)
        }
    }

    /// What a forecast says of it; nil before the first comparison.
    var told: ForecastCalibration? {
        guard days > 0 else { return nil }
        return ForecastCalibration(
            days: days, deciles: zip(issued, observed).map { .init(expected: $0, observed: $1) }, corrections: corrections,
            elsewhere: elsewhere)
    }

    /// The waiting day is over: these came, at indices of the grid in ascending order.
    mutating func close(with incidents: [(index: Int32, count: Double)]) -> (expected: [Float], observed: [(place: Int32, count: Double)])?
    {
        guard let check = waiting else { return nil }
        waiting = nil
        let bounds = Tenths(check.expected)
        let decay = exp2(-1 / CalibrationTally.halfLife)
        for tenth in 0..<10 {
            raw[tenth] *= decay
            issued[tenth] *= decay
            observed[tenth] *= decay
        }
        elsewhere *= decay
        for value in check.expected {
            let tenth = bounds.tenth(of: value)
            raw[tenth] += Double(value)
            issued[tenth] += Double(value) * check.corrections[tenth]
        }
        var found: [(place: Int32, count: Double)] = []
        for (index, count) in incidents {
            let place = check.cells.partitioningIndex(atLeast: index)
            guard place < check.cells.count, check.cells[place] == index else {
                elsewhere += count
                continue
            }
            observed[bounds.tenth(of: check.expected[place])] += count
            found.append((Int32(place), count))
        }
        days += 1
        return (check.expected, found)
    }

    /// A day's shape, corrected; its sum stays.
    func corrected(_ shape: [Float]) -> [Float] {
        let corrections = corrections
        guard corrections.contains(where: { $0 != 1 }) else { return shape }
        var shape = shape
        let bounds = Tenths(shape)
        var (before, after) = (0.0, 0.0)
        for place in shape.indices {
            before += Double(shape[place])
            shape[place] *= Float(corrections[bounds.tenth(of: shape[place])])
            after += Double(shape[place])
        }
        let factor = after > 0 ? Float(before / after) : 1
        for place in shape.indices { shape[place] *= factor }
        return shape
    }
}
