import Domain
import Foundation

extension SplitMix64 {
    /// Uniform between two bounds.
    mutating func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * unit() }

    /// Whole number in a range; the bias of the multiplication is below 2^-32 for the small ranges used here.
    mutating func integer(_ range: ClosedRange<Int>) -> Int {
        let width = UInt64(range.upperBound - range.lowerBound + 1)
        return range.lowerBound + Int(next().multipliedFullWidth(by: width).high)
    }

    /// True with a probability.
    mutating func chance(_ probability: Double) -> Bool { unit() < probability }

    /// Exponential with a mean.
    mutating func exponential(mean: Double) -> Double { -mean * log(1 - unit()) }

    /// Two independent standard normal values (Box and Muller).
    mutating func gaussianPair() -> (Double, Double) {
        let radius = sqrt(-2 * log(1 - unit()))
        let angle = 2 * Double.pi * unit()
        return (radius * cos(angle), radius * sin(angle))
    }

    /// A normal value.
    mutating func gaussian(mean: Double = 0, deviation: Double = 1) -> Double { mean + deviation * gaussianPair().0 }

    /// One of the elements, of which there must be at least one.
    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[integer(0...(elements.count - 1))] }

    /// The place at which a draw falls in cumulative weights, the last of which is their sum.
    mutating func index(inCumulative weights: [Double]) -> Int {
        let target = unit() * (weights.last ?? 0)
        var low = 0
        var high = max(weights.count - 1, 0)
        while low < high {
            let middle = (low + high) / 2
            if weights[middle] > target { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// Poisson with a mean: by multiplication where small, by Hörmann's PTRS (1993) where large.
    mutating func poisson(_ mean: Double) -> Int {
        guard mean > 0 else { return 0 }
        return mean < 12 ? poissonByMultiplication(mean) : poissonByRejection(mean)
    }

    private mutating func poissonByMultiplication(_ mean: Double) -> Int {
        let limit = exp(-mean)
        var product = unit()
        var count = 0
        while product > limit {
            product *= unit()
            count += 1
        }
        return count
    }

    private mutating func poissonByRejection(_ mean: Double) -> Int {
        let root = sqrt(mean)
        let b = 0.931 + 2.53 * root
        let a = -0.059 + 0.02483 * b
        let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
        let vr = 0.9277 - 3.6224 / (b - 2)
        while true {
            let u = unit() - 0.5
            let v = unit()
            let us = 0.5 - abs(u)
            let k = ((2 * a / us + b) * u + mean + 0.43).rounded(.down)
            if us >= 0.07 && v <= vr { return Int(k) }
            if k < 0 || (us < 0.013 && v > us) { continue }
            let left = log(v * inverseAlpha / (a / (us * us) + b))
            if left <= k * log(mean) - mean - lgamma(k + 1) { return Int(k) }
        }
    }
}
