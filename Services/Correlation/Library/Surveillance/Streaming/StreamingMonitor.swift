import Foundation

/// The streaming detector on one series: a rate that is known up to a gamma distribution and forgotten exponentially, times a factor for
/// the point of the cycle, times clustering; the next count is judged by its predictive distribution, then learnt from.
///
/// - level: A = sum d^i y counts in B = sum d^i points, so a gamma of shape A and rate B (West and Harrison 1997, section 14.4:
///   discounting);
/// - season: f(h) = (C(h) + p) / (N(h) A / B + p), C counts in N points of that place in the cycle, forgotten likewise;
/// - clustering: what squared residuals exceed the model's variance by, forgotten four times as slowly.
///
/// A count above its bound teaches as much as the bound: an outbreak must not hide itself, and a new level is still learnt in a few
/// half-lives. A point of which nothing is known moves time on and teaches nothing. Constant time and memory: 16 bytes a point of the
/// cycle.
public struct StreamingMonitor: Sendable {
    /// The settings.
    public let settings: StreamingSettings
    private let decay: Double
    /// How counts cluster changes less than how many there are, and takes more of them to know.
    private let slowDecay: Double
    private var total = 0.0
    private var exposure = 0.0
    private var counted: [Double]
    private var visited: [Double]
    /// Point at which the two of a place in the cycle were last brought up to date.
    private var touched: [Int]
    private var squares = 0.0
    private var variances = 0.0
    private var means = 0.0
    private var points = 0
    private var known = 0

    /// A monitor without a past; throws where a setting is out of bounds.
    public init(_ settings: StreamingSettings = StreamingSettings()) throws(SurveillanceError) {
        try settings.check()
        self.settings = settings
        decay = exp2(-1 / settings.halfLife)
        slowDecay = exp2(-0.25 / settings.halfLife)
        counted = Array(repeating: 0, count: settings.frequency)
        visited = counted
        touched = Array(repeating: 0, count: settings.frequency)
    }

    /// Takes the next count (nil: nothing is known of this point); nil while there is too little to judge by.
    public mutating func append(_ count: Double?) -> StreamingPoint? {
        defer { points += 1 }
        total *= decay
        exposure *= decay
        guard let count, count >= 0, count < .infinity else { return nil }
        let season = points % settings.frequency
        let predicted = predict(season)
        let isWarm = known >= settings.warmUp
        let upper = predicted.distribution.quantile(above: settings.alpha)
        if isWarm { learnClustering(count, predicted) }
        learn(isWarm ? min(count, upper) : count, season: season)
        guard isWarm else { return nil }
        return StreamingPoint(
            expected: predicted.mean, dispersion: predicted.dispersion, upper: upper, pValue: predicted.pValue(count),
            eValue: predicted.eValue(count), alarm: count > upper)
    }

    private mutating func predict(_ season: Int) -> PoissonGamma {
        // Half a count in half a point stands for what is not known yet.
        let level = (total + 0.5) / (exposure + 0.5)
        guard settings.frequency > 1 else { return PoissonGamma(mean: level, shape: total + 0.5, clustering: clustering) }
        let aged = pow(decay, Double(points - touched[season]))
        touched[season] = points
        counted[season] *= aged
        visited[season] *= aged
        let own = counted[season] + settings.seasonPrior
        let factor = own / (visited[season] * level + settings.seasonPrior)
        return PoissonGamma(mean: level * factor, shape: 1 / (1 / (total + 0.5) + 1 / own), clustering: clustering)
    }

    /// Drawn towards none by as much as 10 expected counts.
    private var clustering: Double { max(0, squares - variances) / (means + 10) }

    /// An outbreak is not clustering: a count teaches it up to four deviations.
    private mutating func learnClustering(_ count: Double, _ predicted: PoissonGamma) {
        let deviation = (predicted.mean * predicted.dispersion).squareRoot()
        let residual = min(count, predicted.mean + max(2, 4 * deviation)) - predicted.mean
        squares = squares * slowDecay + residual * residual
        variances = variances * slowDecay + predicted.mean * (1 + predicted.mean / predicted.shape)
        means = means * slowDecay + predicted.mean
    }

    private mutating func learn(_ count: Double, season: Int) {
        total += count
        exposure += 1
        known += 1
        guard settings.frequency > 1 else { return }
        counted[season] += count
        visited[season] += 1
    }
}
