import Domain

/// Counts that leave the city: open data, partner agencies. Every cell of a domain that was fixed beforehand gets a count with noise,
/// whether anything happened there or not; which cells are named says nothing.
public struct Release: Sendable {
    /// The noise on each count.
    public enum Mechanism: Hashable, Sendable {
        case gaussian(variance: Ratio)
        case laplace(scale: Ratio)

        /// Its name in files and ledgers.
        public var name: String {
            switch self {
            case .gaussian: "discrete-gaussian"
            case .laplace: "discrete-laplace"
            }
        }
    }

    /// What is counted: a place and a category, in the whole period.
    public struct Key: Hashable, Comparable, Sendable {
        /// Where.
        public var cell: Cell
        /// What.
        public var category: Category

        /// A place and a category.
        public init(cell: Cell, category: Category) {
            self.cell = cell
            self.category = category
        }

        /// By cell, then category.
        public static func < (left: Key, right: Key) -> Bool { (left.cell, left.category) < (right.cell, right.category) }
    }

    /// The noise.
    public let mechanism: Mechanism
    /// The most records of the source in the period that one person may be in: the contribution bound. Beyond it nothing is promised.
    public let contribution: UInt32

    /// A release with some noise for persons who are in at most so many records.
    public init(mechanism: Mechanism, contribution: UInt32) {
        self.mechanism = mechanism
        self.contribution = max(contribution, 1)
    }

    /// A release that costs at most `rho`: Gaussian noise of variance Δ²/2ρ, rounded up. Nil where that is no number to draw with.
    public init?(rho: Rho, contribution: UInt32) {
        let contribution = max(contribution, 1)
        let above = UInt64(contribution).multipliedReportingOverflow(by: UInt64(contribution))
        guard rho > .zero, !above.overflow else { return nil }
        let scaled = above.partialValue.multipliedReportingOverflow(by: 1_000_000_000)
        guard !scaled.overflow else { return nil }
        // In thousandths, upwards: more noise, never less.
        let thousandths = (UInt128(scaled.partialValue) * 1_000 + 2 * UInt128(rho.billionths) - 1) / (2 * UInt128(rho.billionths))
        guard let numerator = UInt64(exactly: thousandths), let variance = Ratio(reducing: numerator, over: 1_000) else { return nil }
        self.init(mechanism: .gaussian(variance: variance), contribution: contribution)
    }

    /// A release that is ε-DP: Laplace noise of scale Δ/ε.
    public init?(epsilon: Ratio, contribution: UInt32) {
        let contribution = max(contribution, 1)
        guard let scale = Ratio(reducing: UInt64(contribution) * UInt64(epsilon.denominator), over: UInt64(epsilon.numerator)) else {
            return nil
        }
        self.init(mechanism: .laplace(scale: scale), contribution: contribution)
    }

    /// What it spends. One person changes at most `contribution` records: the counts by that much in sum, and, all in one cell, in norm.
    public var cost: Rho {
        switch mechanism {
        case .gaussian(let variance): .gaussian(variance: variance, sensitivity: contribution)
        case .laplace(let scale): .laplace(scale: scale, sensitivity: contribution)
        }
    }

    /// The counts of a domain with noise, in the domain's order. What lies outside the domain is not counted.
    public func publish(_ counts: [Key: Int64], over domain: [Key], _ bits: inout RandomBits) -> [(key: Key, count: Int64)] {
        let noise = draws(domain.count, &bits)
        return zip(domain, noise).map { key, noise in (key, (counts[key] ?? 0) &+ noise) }
    }

    /// So many draws of its noise.
    public func draws(_ count: Int, _ bits: inout RandomBits) -> [Int64] {
        switch mechanism {
        case .gaussian(let variance): DiscreteGaussian(variance: variance).draw(count, &bits)
        case .laplace(let scale): DiscreteLaplace(scale: scale).draw(count, &bits)
        }
    }
}
