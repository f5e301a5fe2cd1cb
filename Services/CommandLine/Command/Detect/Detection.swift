import Correlation

/// What a method says of the points of a series.
struct Detection {
    /// A line of the output.
    struct Row {
        let upper: Double?
        let alarm: Bool
    }

    /// The method and what was set on the command line.
    let method: DetectionMethod
    var alpha: Double?
    var years: Int?
    var halfWindow: Int?
    var periods: Int?
    var recentExcluded: Int?
    var frequency: Int?
    var baseline: Int?

    /// One row a point from index `from` on.
    func rows(_ counts: [Double?], from: Int, days: Int?) throws -> [Row] {
        do {
            switch method {
            case .farrington: return try farrington(counts, from: from)
            case .earsC1: return try ears(.c1, counts, from: from)
            case .earsC2: return try ears(.c2, counts, from: from)
            case .earsC3: return try ears(.c3, counts, from: from)
            case .stream: return try stream(counts, from: from, days: days)
            }
        } catch let error as SurveillanceError {
            throw Detection.failure(error)
        }
    }

    private func farrington(_ counts: [Double?], from: Int) throws -> [Row] {
        var settings = FarringtonSettings()
        settings.alpha = alpha ?? settings.alpha
        settings.years = years ?? settings.years
        settings.halfWindow = halfWindow ?? settings.halfWindow
        settings.periods = periods ?? settings.periods
        settings.recentExcluded = recentExcluded ?? settings.recentExcluded
        settings.frequency = frequency ?? settings.frequency
        var method = try Farrington(settings)
        return method.evaluate(counts, from: from).map { Row(upper: $0.upper, alarm: $0.alarm) }
    }

    private func ears(_ method: EARSMethod, _ counts: [Double?], from: Int) throws -> [Row] {
        var monitor = try EARSMonitor(EARSSettings(method: method, baseline: baseline ?? 7, alpha: alpha))
        return counts.map { monitor.append($0) }.dropFirst(from).map { Row(upper: $0.upper, alarm: $0.alarm) }
    }

    /// The cycle is the week where points are days, else none: a slow season is followed, not modelled.
    private func stream(_ counts: [Double?], from: Int, days: Int?) throws -> [Row] {
        var monitor = try StreamingMonitor(StreamingSettings(frequency: frequency ?? (days == 1 ? 7 : 1), alpha: alpha ?? 0.01))
        return counts.map { monitor.append($0) }.dropFirst(from).map { Row(upper: $0?.upper, alarm: $0?.alarm ?? false) }
    }

    private static func failure(_ error: SurveillanceError) -> Failure {
        switch error {
        case .setting(let name, let value, let bounds):
            Failure("\(name) is \(value); it must be \(bounds)", "\(name) vaut \(value) ; il doit être \(french(bounds))")
        case .tooManyPeriods(let periods, let frequency, let halfWindow):
            Failure(
                "a year of \(frequency) points with windows of \(2 * halfWindow + 1) cannot be cut into \(periods) periods: lower --periods",
                "une année de \(frequency) points avec des fenêtres de \(2 * halfWindow + 1) ne se coupe pas en \(periods) périodes : réduire --periods"
            )
        case .nothingToLearnFrom(let recentExcluded, _, let frequency):
            Failure(
                "leaving out the last \(recentExcluded) of \(frequency) points leaves nothing of this season: lower --leave-out or raise --b",
                "écarter les \(recentExcluded) derniers points sur \(frequency) ne laisse rien de cette saison : réduire --leave-out ou augmenter --b"
            )
        }
    }

    private static func french(_ bounds: SettingBounds) -> String {
        switch bounds {
        case .from(let least, let most): "de \(least) à \(most)"
        case .between(let low, let high): "strictement entre \(low) et \(high)"
        case .atLeast(let least): "au moins \(least)"
        case .moreThan(let low): "plus de \(low)"
        }
    }
}
