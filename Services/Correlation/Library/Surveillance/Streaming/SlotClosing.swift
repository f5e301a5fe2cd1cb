import Foundation

/// What closing a slot works out before anything is learnt from it.
struct SlotClosing: Sendable {
    /// One a series that counted, in order of key.
    private(set) var predicted: [PoissonGamma] = []
    private var observed: [Double] = []
    /// One a profile: counts, and y (y - 1) held to what is not absurd.
    private(set) var counts: [Double]
    private(set) var pairs: [Double]
    /// Whether a profile's source was heard for long enough.
    var judged: [Bool]

    /// One a profile, as things stood before the slot.
    let usual: [StreamUsual]

    init(usual: [StreamUsual]) {
        self.usual = usual
        let profiles = usual.count
        counts = Array(repeating: 0, count: profiles)
        pairs = counts
        judged = Array(repeating: false, count: profiles)
    }

    mutating func add(_ prediction: PoissonGamma, count: Double, profile: Int) {
        predicted.append(prediction)
        observed.append(count)
        counts[profile] += count
        // An outbreak is not clustering: a count teaches dispersion up to six deviations.
        let deviation = (prediction.mean * prediction.dispersion).squareRoot()
        let held = min(count, max(4, prediction.mean + 6 * deviation))
        pairs[profile] += held * (held - 1)
    }

    /// P(at least what the series counted).
    func pValue(_ index: Int) -> Double { predicted[index].pValue(observed[index]) }
}

/// Foundation's, under names that a machine of counts can read.
func logarithm(_ value: Double) -> Double { log(value) }
func exponential(_ value: Double) -> Double { exp(value) }
