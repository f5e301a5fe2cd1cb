import Foundation

extension SeasonalModel {
    /// Where the exponent could leave the range of a Double, fitted values are summed one by one; below it, run by run.
    private static let safeExponent = 300.0
    /// R's `.Machine$double.eps`: no fitted value is less (`make.link("log")`).
    private static let leastFitted = 2.220_446_049_250_313_1e-16

    /// Sums the fitted values of a model with a trend, season by season.
    mutating func sumFitted() {
        for index in seasons.indices {
            (seasons[index].fitted, seasons[index].fittedTime, seasons[index].fittedTimeSquares) = (0, 0, 0)
        }
        if isSafe {
            sumRuns()
        } else {
            sumRows()
        }
        for exception in exceptions {
            let value = exception.factor * fitted(exception.season, at: exception.time)
            seasons[exception.season].fitted += value
            seasons[exception.season].fittedTime += value * exception.time
            seasons[exception.season].fittedTimeSquares += value * exception.time * exception.time
        }
    }

    /// Whether the fitted values of a run may be computed as a geometric series.
    var isSafe: Bool { max(abs(slope), abs(slopeBefore)) * (layout.centre + 1) < SeasonalModel.safeExponent }

    /// The fitted value of a season at a time.
    func fitted(_ season: Int, at time: Double) -> Double {
        max(exp(seasons[season].level + slope * time), SeasonalModel.leastFitted)
    }

    /// The same before the last step: the weights that it worked with.
    func fittedBefore(_ season: Int, at time: Double) -> Double {
        max(exp(seasons[season].levelBefore + slopeBefore * time), SeasonalModel.leastFitted)
    }

    /// Over the points t, t + 1, ... of a run, with g = exp(slope): sum exp(slope (t + j)) = exp(slope t) sum g^j, and so on.
    private mutating func sumRuns() {
        let growth = exp(slope)
        for index in 0..<layout.longestRun { powers[index + 1] = powers[index].next(index, growth: growth) }
        var position = layout.runs[0].start
        var base = exp(slope * (Double(position) - layout.centre))
        for run in layout.runs {
            let gap = run.start - position
            base = gap < powers.count ? base * powers[gap].power : exp(slope * (Double(run.start) - layout.centre))
            position = run.start
            let time = Double(run.start) - layout.centre
            let sums = powers[run.length]
            seasons[run.season].fitted += base * sums.plain
            seasons[run.season].fittedTime += base * (time * sums.plain + sums.times)
            seasons[run.season].fittedTimeSquares += base * (time * time * sums.plain + 2 * time * sums.times + sums.squares)
        }
        for index in seasons.indices {
            let level = exp(seasons[index].level)
            seasons[index].fitted *= level
            seasons[index].fittedTime *= level
            seasons[index].fittedTimeSquares *= level
        }
    }

    private mutating func sumRows() {
        for run in layout.runs {
            for position in run.start..<run.start + run.length {
                let time = Double(position) - layout.centre
                let value = fitted(run.season, at: time)
                seasons[run.season].fitted += value
                seasons[run.season].fittedTime += value * time
                seasons[run.season].fittedTimeSquares += value * time * time
            }
        }
    }
}
