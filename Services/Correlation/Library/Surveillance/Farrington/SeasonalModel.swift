import Foundation

/// Quasi-Poisson regression of counts on a factor for the season and, if wanted, a trend: log mu = level(season) + slope x time.
///
/// The fit is Fisher's scoring as R's `glm.fit` does it: from mu = count + 0.1, until the deviance changes by less than 1e-8 of itself (+
/// 0.1), 25 steps at the most. So it also stops where R stops when a season counted nothing and its level has no finite best value.
///
/// It is fast because of what it never does: with a factor the normal equations are a bordered diagonal, so each step is a few sums a
/// season; points of a run are equidistant, so their fitted values are a geometric series; and rows weighted otherwise than the rest, or
/// missing, are put right one by one. A step costs some hundred operations, no row is looked at twice, nothing is allocated.
struct SeasonalModel: Sendable {
    /// A row whose weight is not 1.
    struct Exception: Sendable {
        var row: CountRow
        var season: Int
        var time: Double
        /// Its weight less 1: -1 where the row is missing.
        var factor: Double
    }

    let layout: FarringtonLayout
    /// What every fit begins with, and what the present one works on.
    private var whole: [SeasonSums]
    var seasons: [SeasonSums]
    private(set) var exceptions: [Exception] = []
    /// Rows to look at more closely, of the last fit.
    var suspects: [Suspect] = []
    /// Whether the last fit had a trend.
    private(set) var trendWasFitted = false
    private var missing = 0
    /// Rows that are there.
    private(set) var rows = 0.0
    /// Greatest count among them.
    private(set) var greatest = 0.0
    private var wholeEntropy = 0.0
    private var wholeStartDeviance = 0.0
    private var wholeCountTime = 0.0
    private var entropy = 0.0
    private var startDeviance = 0.0
    private var countTime = 0.0
    /// What all weights are multiplied by.
    private(set) var scale = 1.0
    private(set) var slope = 0.0
    private(set) var slopeBefore = 0.0
    /// The weights of the last step are the starting ones: it was the first.
    private(set) var stoppedAtOnce = false
    /// Sums of the powers 0 ..< n of the growth from one point to the next; the same times the power, and its square: see `sumFitted`.
    var powers: [PowerSums]

    private static let steps = 25
    private static let tolerance = 1e-8

    init(_ layout: FarringtonLayout) {
        self.layout = layout
        whole = Array(repeating: SeasonSums(), count: layout.seasons)
        seasons = whole
        exceptions.reserveCapacity(2 * layout.window)
        suspects.reserveCapacity(layout.window)
        powers = Array(repeating: PowerSums(), count: layout.longestRun + 1)
    }

    /// Sums up the rows of a window, `layout.window` of them.
    mutating func take(_ window: UnsafeBufferPointer<CountRow>) {
        for season in whole.indices { whole[season] = SeasonSums() }
        exceptions.removeAll(keepingCapacity: true)
        (wholeEntropy, wholeStartDeviance, wholeCountTime, rows, greatest) = (0, 0, 0, 0, 0)
        for run in layout.runs {
            var sums = SeasonSums()
            var (runEntropy, runDeviance, runCountTime, runRows) = (0.0, 0.0, 0.0, 0.0)
            var time = Double(run.start) - layout.centre
            for position in run.start..<run.start + run.length {
                let row = window[position]
                sums.count += row.count
                sums.countSquares += row.count * row.count
                sums.start += row.start
                let startTime = row.start * time
                sums.startTime += startTime
                sums.startTimeSquares += startTime * time
                sums.response += row.response
                sums.responseTime += row.response * time
                runCountTime += row.count * time
                runEntropy += row.entropy
                runDeviance += row.startDeviance
                runRows += row.present
                greatest = max(greatest, row.count)
                time += 1
            }
            whole[run.season].join(sums, rows: runRows, length: Double(run.length))
            wholeEntropy += runEntropy
            wholeStartDeviance += runDeviance
            wholeCountTime += runCountTime
            rows += runRows
            if runRows < Double(run.length) { noteMissing(run, window) }
        }
        missing = exceptions.count
    }

    private mutating func noteMissing(_ run: FarringtonLayout.Run, _ window: UnsafeBufferPointer<CountRow>) {
        for position in run.start..<run.start + run.length where window[position].present == 0 {
            exceptions.append(
                Exception(row: window[position], season: run.season, time: Double(position) - layout.centre, factor: -1))
        }
    }

    /// Forgets which rows were weighted down.
    mutating func resetWeights() {
        exceptions.removeLast(exceptions.count - missing)
        scale = 1
    }

    /// Weights a row down; `finishWeights` follows when all are.
    mutating func weigh(_ row: CountRow, season: Int, time: Double, weight: Double) {
        exceptions.append(Exception(row: row, season: season, time: time, factor: weight - 1))
    }

    /// Scales all weights so that they sum to the number of rows.
    mutating func finishWeights() {
        let sum = exceptions[missing...].reduce(rows) { $0 + $1.factor }
        scale = rows / sum
    }

    /// Coefficients that are fitted.
    func rank(trend: Bool) -> Double { Double(seasons.reduce(0) { $0 + ($1.rows > 0 ? 1 : 0) } + (trend ? 1 : 0)) }

    /// Fits with the present weights; false where it did not converge. The result is then that of the last step, as in R.
    mutating func fit(trend: Bool) -> Bool {
        begin()
        trendWasFitted = trend
        var deviance = 2 * scale * startDeviance
        for step in 1...SeasonalModel.steps {
            for season in seasons.indices { seasons[season].remember() }
            slopeBefore = slope
            if step == 1 { stepFromStart(trend: trend) } else { stepOn(trend: trend) }
            if trend { sumFitted() } else { sumLevels() }
            let now = 2 * scale * halfDeviance()
            guard now.isFinite else { return false }
            stoppedAtOnce = step == 1
            // Beyond some billions of counts the deviance itself is not known to 1e-8: what rounding leaves is no change.
            if abs(now - deviance) < max(SeasonalModel.tolerance * (abs(now) + 0.1), 1e-14 * scale * entropy) { return true }
            deviance = now
        }
        return false
    }

    private mutating func begin() {
        seasons = whole
        (entropy, startDeviance, countTime, slope) = (wholeEntropy, wholeStartDeviance, wholeCountTime, 0)
        for exception in exceptions {
            seasons[exception.season].add(exception.row, time: exception.time, factor: exception.factor)
            entropy += exception.factor * exception.row.entropy
            startDeviance += exception.factor * exception.row.startDeviance
            countTime += exception.factor * exception.row.count * exception.time
        }
    }

    private mutating func stepFromStart(trend: Bool) {
        if trend {
            var (above, below) = (0.0, 0.0)
            for season in seasons where season.rows > 0 {
                let middle = season.startTime / season.start
                above += season.responseTime - middle * season.response
                below += season.startTimeSquares - middle * season.startTime
            }
            slope = above / below
        }
        for index in seasons.indices where seasons[index].rows > 0 {
            seasons[index].level = (seasons[index].response - slope * seasons[index].startTime) / seasons[index].start
        }
    }

    private mutating func stepOn(trend: Bool) {
        var change = 0.0
        if trend {
            var (above, below) = (countTime, 0.0)
            for season in seasons where season.rows > 0 {
                let middle = season.fittedTime / season.fitted
                above -= season.fittedTime + middle * (season.count - season.fitted)
                below += season.fittedTimeSquares - middle * season.fittedTime
            }
            change = above / below
            slope += change
        }
        for index in seasons.indices where seasons[index].rows > 0 {
            let season = seasons[index]
            seasons[index].level += (season.count - season.fitted - change * season.fittedTime) / season.fitted
        }
    }

    /// Without a trend a season's fitted values are all one.
    mutating func sumLevels() {
        for index in seasons.indices where seasons[index].rows > 0 {
            seasons[index].fitted = seasons[index].weight * exp(seasons[index].level)
        }
    }

    private func halfDeviance() -> Double {
        var sum = entropy - slope * countTime
        for season in seasons where season.rows > 0 { sum += season.fitted - season.count * (1 + season.level) }
        return sum
    }
}
