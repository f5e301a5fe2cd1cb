/// What a fit needs of all rows of one season.
struct SeasonSums: Sendable {
    /// Sum of weights.
    var weight = 0.0
    /// Rows that are there.
    var rows = 0.0
    /// Weighted counts, and their squares.
    var count = 0.0
    var countSquares = 0.0
    /// Starting weights: their sum, with time, with its square.
    var start = 0.0
    var startTime = 0.0
    var startTimeSquares = 0.0
    /// Starting working responses: their sum, with time.
    var response = 0.0
    var responseTime = 0.0
    /// Logarithm of the season's fitted value at time 0, and the one of the iteration before.
    var level = 0.0
    var levelBefore = 0.0
    /// Weighted fitted values: their sum, with time, with its square; and those of the iteration before.
    var fitted = 0.0
    var fittedTime = 0.0
    var fittedTimeSquares = 0.0
    var fittedBefore = 0.0
    var fittedTimeBefore = 0.0
    var fittedTimeSquaresBefore = 0.0
    /// exp(level), and exp(levelBefore - level).
    var factor = 1.0
    var ratio = 1.0

    /// Adds a row's sums, or takes them away with a negative factor.
    mutating func add(_ row: CountRow, time: Double, factor: Double) {
        weight += factor
        count += factor * row.count
        countSquares += factor * row.count * row.count
        start += factor * row.start
        startTime += factor * row.start * time
        startTimeSquares += factor * row.start * time * time
        response += factor * row.response
        responseTime += factor * row.response * time
    }

    /// Adds a run of `length` points, `rows` of which are there. Missing ones count as weight here and are taken away as exceptions.
    mutating func join(_ run: SeasonSums, rows: Double, length: Double) {
        self.rows += rows
        weight += length
        count += run.count
        countSquares += run.countSquares
        start += run.start
        startTime += run.startTime
        startTimeSquares += run.startTimeSquares
        response += run.response
        responseTime += run.responseTime
    }

    /// Keeps the fitted values before they change.
    mutating func remember() {
        (levelBefore, fittedBefore, fittedTimeBefore, fittedTimeSquaresBefore) = (level, fitted, fittedTime, fittedTimeSquares)
    }
}
