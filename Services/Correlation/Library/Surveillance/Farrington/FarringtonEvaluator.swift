import Foundation

/// Evaluates one point at a time; holds the working memory, so that an evaluation allocates nothing.
struct FarringtonEvaluator: Sendable {
    let layout: FarringtonLayout
    private var model: SeasonalModel

    var settings: FarringtonSettings { layout.settings }

    init(_ settings: FarringtonSettings) throws(SurveillanceError) {
        layout = try FarringtonLayout(settings)
        model = SeasonalModel(layout)
    }

    /// Points that must lie before the one that is evaluated.
    var reach: Int { layout.reach }

    /// What is to be said of the last of `rows`; the window begins `reach` points before it.
    mutating func evaluate(_ rows: UnsafeBufferPointer<CountRow>) -> FarringtonPoint {
        let last = rows.count - 1
        guard last >= reach, enough(rows) else { return .unknown }
        model.take(UnsafeBufferPointer(rebasing: rows[last - reach..<last - reach + layout.window]))
        let observed = rows[last].count
        // Less than three years show no trend (Noufaily et al. 2013, section 3.1); an extrapolation above all that was seen is not
        // believed.
        if settings.trend, settings.years >= 3, let fit = fitted(rows, trend: true), fit.expected <= model.greatest,
            isTrend(fit)
        {
            return point(fit, observed: observed)
        }
        return fitted(rows, trend: false).map { point($0, observed: observed) } ?? .unknown
    }

    private func enough(_ rows: UnsafeBufferPointer<CountRow>) -> Bool {
        guard rows.count >= settings.leastCasesWithin else { return false }
        var sum = 0.0
        for row in rows[(rows.count - settings.leastCasesWithin)...] {
            guard row.present > 0 else { return false }
            sum += row.count
        }
        return sum >= settings.leastCases
    }

    private struct Fit {
        var level: Double
        var dispersion: Double
        var slope: Double?
        var expected: Double { exp(level) }
    }

    /// Fits, weights down what stands out, and fits again; nil where the first fit does not converge.
    private mutating func fitted(_ rows: UnsafeBufferPointer<CountRow>, trend: Bool) -> Fit? {
        let current = layout.currentSeason
        let window = UnsafeBufferPointer(rebasing: rows[rows.count - 1 - reach..<rows.count - 1 - reach + layout.window])
        model.resetWeights()
        guard model.fit(trend: trend), model.seasons[current].rows > 0 else { return nil }
        model.weighDownOutliers(window, trend: trend, threshold: settings.weightsThreshold)
        _ = model.fit(trend: trend)
        let dispersion = model.dispersion(window, trend: trend)
        let level = model.seasons[current].level + model.slope * (Double(reach) - layout.centre)
        guard dispersion.isFinite, level.isFinite else { return nil }
        return Fit(level: level, dispersion: dispersion, slope: trend ? model.slope : nil)
    }

    /// A slope that is nothing but rounding is no trend, and takes no degree of freedom.
    private func isTrend(_ fit: Fit) -> Bool { fit.slope.map { abs($0) * layout.centre > 1e-13 } ?? false }

    private func point(_ fit: Fit, observed: Double) -> FarringtonPoint {
        let expected = fit.expected
        guard expected < .infinity else { return .unknown }
        let upper = CountDistribution(mean: expected, dispersion: fit.dispersion).quantile(above: settings.alpha)
        // R scores on the scale of the linear predictor, (y - eta) / (upper - eta): the same as y > upper wherever eta < upper.
        let score = (observed - fit.level) / (upper - fit.level)
        return FarringtonPoint(
            upper: upper, alarm: score > 1 && observed != 0, expected: expected, dispersion: fit.dispersion, slope: fit.slope)
    }
}
