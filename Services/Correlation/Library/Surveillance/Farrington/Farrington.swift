/// Farrington's flexible method over a whole series: for each point, what was to be expected from the same season of the years before.
///
/// Noufaily et al. (2013): quasi-Poisson regression with a seasonal factor and a trend, past outbreaks weighted down, the latest weeks
/// left out, the bound a quantile of the negative binomial distribution. It follows `farringtonFlexible` of R's `surveillance` (1.20.3)
/// to the step.
///
/// ```swift
/// var farrington = try Farrington(FarringtonSettings(years: 3))
/// let points = farrington.evaluate(counts, from: counts.count - 104)
/// ```
///
/// An evaluation costs a few microseconds and allocates nothing. Memory: 48 bytes a point of the series.
public struct Farrington: Sendable {
    private var evaluator: FarringtonEvaluator

    /// The method with its settings; throws where they contradict each other.
    public init(_ settings: FarringtonSettings = FarringtonSettings()) throws(SurveillanceError) {
        evaluator = try FarringtonEvaluator(settings)
    }

    /// The settings.
    public var settings: FarringtonSettings { evaluator.settings }

    /// Index of the first point that has all the past that it needs.
    public var firstIndex: Int { max(0, evaluator.reach - (settings.halfWindow > 0 ? 1 : 0)) }

    /// Evaluates the points from index `from` on; nil is a point of which nothing is known, which is not the same as zero.
    public mutating func evaluate(_ counts: [Double?], from: Int = 0) -> [FarringtonPoint] {
        guard from < counts.count else { return [] }
        // R takes the point before the first for a missing one where only the window's edge reaches it.
        let lead = settings.halfWindow > 0 ? [CountRow(nil)] : []
        let rows = lead + counts.map { CountRow($0) }
        return rows.withUnsafeBufferPointer { rows in
            (max(0, from)..<counts.count).map { index in
                evaluator.evaluate(UnsafeBufferPointer(rebasing: rows[0..<index + lead.count + 1]))
            }
        }
    }
}
