import Domain
import Foundation

// Draws of a benchmark: the same at every run.

extension SplitMix64 {
    /// By multiplication of uniforms, halved while the mean is large.
    mutating func poisson(_ mean: Double) -> Int {
        if mean > 30 { return poisson(mean / 2) + poisson(mean / 2) }
        let limit = exp(-mean)
        var (count, product) = (0, unit())
        while product > limit {
            product *= unit()
            count += 1
        }
        return count
    }
}
