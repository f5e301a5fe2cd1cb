/// Membership inference against a release: an adversary who knows every record but one person's tells from the noisy count whether that
/// person's records are in it.
///
/// The worst case is played: all the person's records lie in one cell, and the adversary draws the line between the two counts where it
/// serves best. The line is chosen on one half of the draws and judged on the other, so that chance does not flatter the attack.
public struct MembershipInference: Sendable {
    /// True positives less false positives.
    public let advantage: Double
    /// Of that difference.
    public let standardError: Double
    /// What (ε, δ)-differential privacy allows.
    public let bound: Double
    /// Of the release, at δ.
    public let epsilon: Double
    /// For which ε holds.
    public let delta: Double

    /// Whether the attack stays within the bound, four standard errors of the measurement aside.
    public var isWithinBound: Bool { advantage <= bound + 4 * standardError }

    /// Runs the attack on so many releases with the person and as many without.
    public init(_ release: Release, delta: Double, trials: Int, _ bits: inout RandomBits) {
        let half = max(trials / 2, 1)
        let count = Int64(release.contribution)
        func draws() -> [Int64] { release.draws(half, &bits) }
        let (without, with) = (draws(), draws().map { $0 + count })
        let line = MembershipInference.line(without, with)
        let (judgedWithout, judgedWith) = (draws(), draws().map { $0 + count })
        let falsePositives = Double(judgedWithout.filter { $0 >= line }.count) / Double(half)
        let truePositives = Double(judgedWith.filter { $0 >= line }.count) / Double(half)
        advantage = truePositives - falsePositives
        standardError =
            ((truePositives * (1 - truePositives) + falsePositives * (1 - falsePositives)) / Double(half)).squareRoot()
        switch release.mechanism {
        case .laplace(let scale):
            epsilon = Double(release.contribution) / scale.double
            self.delta = 0
        case .gaussian:
            epsilon = ApproximateDP.epsilon(of: release.cost, delta: delta)
            self.delta = delta
        }
        bound = ApproximateDP.membershipAdvantage(epsilon: epsilon, delta: self.delta)
    }

    /// The count from which "in" is said, that tells best between the two.
    private static func line(_ without: [Int64], _ with: [Int64]) -> Int64 {
        var difference: [Int64: Int] = [:]
        for draw in with { difference[draw, default: 0] += 1 }
        for draw in without { difference[draw, default: 0] -= 1 }
        var (sum, best, line) = (0, 0, Int64.max)
        for value in difference.keys.sorted(by: >) {
            sum += difference[value] ?? 0
            if sum > best { (best, line) = (sum, value) }
        }
        return line
    }
}
