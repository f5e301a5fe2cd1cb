import Foundation

/// The standard normal distribution.
enum StandardNormal {
    /// P(more than `value`).
    static func upperTail(_ value: Double) -> Double { 0.5 * erfc(value / 2.0.squareRoot()) }

    /// The value that is passed with probability `alpha`, 0 < alpha < 1.
    ///
    /// Abramowitz and Stegun 26.2.23 (to 4.5e-4), then Halley's steps on the tail itself, until they no longer move: all digits.
    static func quantile(above alpha: Double) -> Double {
        guard alpha > 0 else { return .infinity }
        guard alpha < 1 else { return -.infinity }
        guard alpha <= 0.5 else { return -quantile(above: 1 - alpha) }
        let t = (-2 * log(alpha)).squareRoot()
        var value =
            t - (2.515_517 + t * (0.802_853 + t * 0.010_328)) / (1 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308)))
        for _ in 0..<4 {
            let density = exp(-0.5 * value * value) / (2 * Double.pi).squareRoot()
            let newton = (upperTail(value) - alpha) / density
            let step = newton / (1 - 0.5 * value * newton)
            value += step
            if abs(step) <= 1e-16 * abs(value) { break }
        }
        return value
    }
}
