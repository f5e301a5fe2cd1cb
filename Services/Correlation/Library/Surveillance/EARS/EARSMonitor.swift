/// EARS C1, C2 or C3 on a series that grows: each count is judged as it comes.
///
/// C1 and C2: upper = mean + z s of the baseline, z the normal quantile at 1 - alpha, s the sample standard deviation. C3: upper = y + s
/// (z - sum over the two points before of max(0, C2 - 1)), at least 0, with C2 = (y - mean) / s of its own baseline (Fricker, Hegler and
/// Dunfee 2008, Statistics in Medicine 27, 3407-3429, as in R's `surveillance::earsC`).
///
/// Memory: the baseline and five points; the cost of a count is that of its baseline.
public struct EARSMonitor: Sendable {
    /// The settings.
    public let settings: EARSSettings
    private let normal: Double
    private let kept: Int
    private var counts: [Double] = []
    /// C2 of the two points before, less 1 and at least 0; not a number where it is unknown.
    private var excesses: (Double, Double) = (.nan, .nan)

    /// A monitor without a past; throws where a setting is out of bounds.
    public init(_ settings: EARSSettings) throws(SurveillanceError) {
        try SettingBounds.from(3, to: 100_000).check("baseline", Double(settings.baseline))
        try SettingBounds.between(0, 1).check("alpha", settings.alpha)
        try SettingBounds.atLeast(0).check("least deviation", settings.leastDeviation)
        self.settings = settings
        normal = StandardNormal.quantile(above: settings.alpha)
        kept = settings.baseline + settings.method.lag
        counts.reserveCapacity(2 * kept)
    }

    /// Points that must lie before the first of which something can be said.
    public var reach: Int { kept + (settings.method == .c3 ? 2 : 0) }

    /// Takes the next count (nil: nothing is known of this point) and says what is to be said of it.
    public mutating func append(_ count: Double?) -> EARSPoint {
        let count = count.flatMap { $0 >= 0 && $0 < .infinity ? $0 : nil } ?? .nan
        defer {
            if counts.count == 2 * kept { counts.removeFirst(kept) }
            counts.append(count)
        }
        guard counts.count >= kept else { return .unknown }
        let (mean, deviation) = baseline()
        switch settings.method {
        case .c1, .c2:
            return point(mean + normal * deviation, count: count)
        case .c3:
            let upper = count + deviation * (normal - (excesses.0 + excesses.1))
            let excess = (count - mean) / deviation - 1
            excesses = (excesses.1, excess.isNaN ? .nan : max(0, excess))
            return point(upper.isNaN ? .nan : max(0, upper), count: count)
        }
    }

    private func point(_ upper: Double, count: Double) -> EARSPoint {
        upper.isFinite ? EARSPoint(upper: upper, alarm: count > upper) : .unknown
    }

    private func baseline() -> (mean: Double, deviation: Double) {
        let window = counts[counts.count - kept..<counts.count - settings.method.lag]
        let mean = window.reduce(0, +) / Double(window.count)
        let squares = window.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let deviation = (squares / Double(window.count - 1)).squareRoot()
        return (mean, deviation.isNaN ? .nan : max(deviation, settings.leastDeviation))
    }
}
