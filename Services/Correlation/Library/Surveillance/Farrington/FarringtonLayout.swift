/// Which past points are compared with the current one, and in which season each lies: the same for every point of a series.
///
/// The years are cut so: a window of 2w + 1 points around the same point of each past year is the current season; what lies between two
/// windows is cut into periods - 1 blocks as equal as can be, the longer ones first (Noufaily et al. 2013, section 3.2).
struct FarringtonLayout: Sendable {
    /// Consecutive points of one season.
    struct Run: Sendable {
        /// Position of its first point in the window.
        var start: Int
        var length: Int
        /// Which season, 0 ..< `seasons`.
        var season: Int
    }

    let settings: FarringtonSettings
    let runs: [Run]
    /// How many seasons have a row.
    let seasons: Int
    /// The season of the point that is evaluated.
    let currentSeason: Int
    /// Positions of the window: it begins `reach` points before the current one.
    let window: Int
    /// Points from the window's first to the current one.
    let reach: Int
    /// Middle of the window: times are counted from it.
    let centre: Double
    /// Longest run.
    let longestRun: Int

    /// Checks the settings and lays out the window.
    init(_ settings: FarringtonSettings) throws(SurveillanceError) {
        try FarringtonLayout.check(settings)
        let levels = try FarringtonLayout.levels(settings)
        let reach = settings.reach
        let window = max(0, reach - settings.recentExcluded)
        var runs: [Run] = []
        var numbers: [Int: Int] = [:]
        for position in 0..<window where levels[position] != 0 {
            let season = numbers[levels[position], default: numbers.count]
            numbers[levels[position]] = season
            if let last = runs.last, last.season == season, last.start + last.length == position {
                runs[runs.count - 1].length += 1
            } else {
                runs.append(Run(start: position, length: 1, season: season))
            }
        }
        guard let current = numbers[settings.periods] else {
            throw .nothingToLearnFrom(
                recentExcluded: settings.recentExcluded, years: settings.years, frequency: settings.frequency)
        }
        self.settings = settings
        self.runs = runs
        self.reach = reach
        self.window = window
        seasons = numbers.count
        currentSeason = current
        centre = Double(window - 1) / 2
        longestRun = runs.reduce(0) { max($0, $1.length) }
    }

    private static func check(_ settings: FarringtonSettings) throws(SurveillanceError) {
        try SettingBounds.from(1, to: 100_000).check("frequency", Double(settings.frequency))
        try SettingBounds.from(1, to: 100).check("b", Double(settings.years))
        try SettingBounds.from(0, to: 50_000).check("w", Double(settings.halfWindow))
        try SettingBounds.from(1, to: 10_000).check("periods", Double(settings.periods))
        try SettingBounds.from(0, to: 1_000_000).check("points left out", Double(settings.recentExcluded))
        try SettingBounds.between(0, 1).check("alpha", settings.alpha)
        try SettingBounds.moreThan(0).check("weights threshold", settings.weightsThreshold)
        try SettingBounds.from(1, to: 100_000).check("points with the least cases", Double(settings.leastCasesWithin))
        try SettingBounds.from(1, to: 1_000_000).check("points looked back on", Double(settings.reach))
    }

    /// The level of each position from the window's first to the current point; 0 belongs to none.
    private static func levels(_ settings: FarringtonSettings) throws(SurveillanceError) -> [Int] {
        let (half, periods, reach) = (settings.halfWindow, settings.periods, settings.reach)
        var levels = [Int](repeating: 0, count: reach + 1)
        for position in max(0, reach - half)...reach { levels[position] = periods }
        let between = settings.frequency - 2 * half - 1
        for year in 1...settings.years {
            let reference = reach - year * settings.frequency
            for position in reference - half...min(reach, reference + half) { levels[position] = periods }
            guard periods > 1 else { continue }
            guard between >= 0, between >= periods - (2 * half + 1) else {
                throw .tooManyPeriods(periods: periods, frequency: settings.frequency, halfWindow: half)
            }
            let (length, longer) = (between / (periods - 1), between % (periods - 1))
            var first = reference + half + 1
            for block in 1..<periods {
                let count = length + (block <= longer ? 1 : 0)
                // A block of no length takes two points in R, whose first:last counts downwards; agreement matters more than sense here.
                for position in count > 0 ? first...first + count - 1 : first - 1...first where position <= reach {
                    levels[position] = block
                }
                first += count
            }
        }
        return levels
    }
}
