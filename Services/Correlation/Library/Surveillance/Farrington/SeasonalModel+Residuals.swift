import Foundation

extension SeasonalModel {
    /// Weights down, by the square of their Anscombe residual, the rows in which it exceeds the threshold; all weights are then scaled so
    /// that they sum to the number of rows.
    mutating func weighDownOutliers(_ window: UnsafeBufferPointer<CountRow>, trend: Bool, threshold: Double) {
        suspects.removeAll(keepingCapacity: true)
        let dispersion: Double
        if trend || stoppedAtOnce {
            dispersion = max(1, pearson(window, trend: trend, suspectsFrom: threshold) / (rows - rank(trend: trend)))
        } else {
            dispersion = self.dispersion(window, trend: false)
            suspect(window, threshold: threshold, dispersion: dispersion)
        }
        guard dispersion.isFinite else { return }
        for suspect in suspects {
            let residual = suspect.residual(dispersion: dispersion)
            guard residual > threshold, residual < .infinity else { continue }
            weigh(suspect.row, season: suspect.season, time: suspect.time, weight: 1 / (residual * residual))
        }
        finishWeights()
    }

    /// Pearson's statistic over its degrees of freedom, at least 1. Its weights are those of the last step, as in R's `summary.glm`.
    mutating func dispersion(_ window: UnsafeBufferPointer<CountRow>, trend: Bool) -> Double {
        let free = rows - rank(trend: trend)
        if trend || stoppedAtOnce { return max(1, pearson(window, trend: trend, suspectsFrom: nil) / free) }
        var sum = 0.0
        for season in seasons where season.rows > 0 {
            let fitted = exp(season.level)
            let squares = season.countSquares + fitted * (season.weight * fitted - 2 * season.count)
            sum += exp(season.levelBefore - season.level) / fitted * max(0, squares)
        }
        return max(1, scale * sum / free)
    }

    /// Without a trend: rows above the count at which the residual reaches the threshold, one such count a season.
    private mutating func suspect(_ window: UnsafeBufferPointer<CountRow>, threshold: Double, dispersion: Double) {
        for index in seasons.indices where seasons[index].rows > 0 {
            let fitted = exp(seasons[index].level)
            let spread = (dispersion * (1 - 1 / seasons[index].rows)).squareRoot()
            let root = cbrt(fitted.squareRoot()) * (threshold * spread / 1.5 + fitted.squareRoot())
            seasons[index].factor = fitted
            // A hair less: the residual itself decides.
            seasons[index].ratio = seasons[index].rows > 1 ? root * root.squareRoot() * (1 - 1e-9) : .infinity
        }
        for run in layout.runs {
            let season = seasons[run.season]
            for position in run.start..<run.start + run.length where window[position].count > season.ratio {
                suspects.append(
                    Suspect(
                        row: window[position], season: run.season, time: Double(position) - layout.centre, fitted: season.factor,
                        leverage: 1 / season.rows))
            }
        }
    }

    /// The sum of squared Pearson residuals row by row; where a threshold is given, notes the rows whose residual may pass it.
    private mutating func pearson(_ window: UnsafeBufferPointer<CountRow>, trend: Bool, suspectsFrom threshold: Double?) -> Double {
        let information = prepareRows()
        let safe = isSafe
        let (growth, drift) = (exp(slope), exp(slopeBefore - slope))
        let limit = (threshold ?? 0) * (threshold ?? 0)
        var sum = 0.0
        // exp(slope x time), and the same of what the slope changed by in the last step, carried from run to run.
        var (next, power, change) = (-1, 1.0, 1.0)
        for run in layout.runs {
            let season = seasons[run.season]
            var time = Double(run.start) - layout.centre
            if run.start != next {
                power = exp(slope * time)
                change = exp((slopeBefore - slope) * time)
            }
            next = run.start + run.length
            for position in run.start..<run.start + run.length {
                let fitted = safe ? season.factor * power : self.fitted(run.season, at: time)
                let ratio = safe ? season.ratio * change : fittedBefore(run.season, at: time) / fitted
                let row = window[position]
                let before = stoppedAtOnce ? row.start : fitted * ratio
                let residual = row.count - fitted
                let square = residual * residual
                sum += before * square / (fitted * fitted) * row.present
                if threshold != nil, residual > 0, square > limit * fitted * 0.01 {
                    let distance = time - season.fittedTimeBefore
                    let leverage = before * (season.fittedBefore + distance * distance * information)
                    // Anscombe's residual is less than Pearson's, and the dispersion at least 1.
                    if leverage < 1 - 1e-9, square > limit * fitted * (1 - leverage) {
                        suspects.append(Suspect(row: row, season: run.season, time: time, fitted: fitted, leverage: leverage))
                    }
                }
                power *= growth
                change *= drift
                time += 1
            }
        }
        for exception in exceptions where exception.row.present > 0 {
            let fitted = self.fitted(exception.season, at: exception.time)
            let before = stoppedAtOnce ? exception.row.start : fittedBefore(exception.season, at: exception.time)
            let residual = (exception.row.count - fitted) / fitted
            sum += exception.factor * before * residual * residual
        }
        return scale * sum
    }

    /// Turns the sums of the last step's weights into what leverages need: per season 1 / sum and mean time, overall 1 / variance of time.
    private mutating func prepareRows() -> Double {
        var variance = 0.0
        for index in seasons.indices where seasons[index].rows > 0 {
            seasons[index].factor = exp(seasons[index].level)
            seasons[index].ratio = exp(seasons[index].levelBefore - seasons[index].level)
            let season = seasons[index]
            let (sum, time, squares) =
                stoppedAtOnce
                ? (season.start, season.startTime, season.startTimeSquares)
                : (season.fittedBefore, season.fittedTimeBefore, season.fittedTimeSquaresBefore)
            let mean = time / sum
            variance += squares - mean * time
            seasons[index].fittedBefore = 1 / sum
            seasons[index].fittedTimeBefore = mean
        }
        return trendWasFitted ? 1 / variance : 0
    }
}
