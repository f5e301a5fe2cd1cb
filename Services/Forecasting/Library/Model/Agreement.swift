import Glibc

/// What several readings of the past say together: the mixture's rate at a cell is multiplied by
///
///     exp(b_0 z(lambda) + sum_k b_k z(phi_k)),   z(v) = log((v + low) / (v + high))
///
/// A sum cannot say "and": a place that one kernel knows nothing of keeps what the others expect of it, so a linear pool is less sure than it
/// should be (Gneiting & Ranjan 2013, "Combining predictive distributions"), and two kinds that are each a weak sign are a strong one
/// together. z grows like a logarithm between `low` and `high` and is flat beyond: the busiest cells are left as the mixture has them.
/// All components of a cell are multiplied alike, so their shares stay those of the mixture.
struct Agreement: Sendable, Equatable {
    /// One reading.
    struct Term: Sendable, Equatable {
        /// Which kernel; nil is the mixture itself.
        let kernel: Int?
        /// Below this nothing is told apart.
        let low: Double
        /// Above this neither.
        let high: Double
        /// How much it weighs.
        var exponent: Double
    }

    /// How far the logarithm of the factor goes.
    static let reach: Float = 4

    /// None: the mixture alone.
    var terms: [Term] = []

    /// Terms that read kernels.
    var readings: [Term] { terms.filter { $0.kernel != nil } }

    /// The term that reads the mixture.
    var whole: Term? { terms.first { $0.kernel == nil } }

    /// The factor at a cell, from the mixture's rate and every kernel's value there.
    func factor(rate: Double, kernels: [Double]) -> Double {
        var lift: Float = 0
        for term in readings { lift += Agreement.part(Float(kernels[term.kernel ?? 0]), term) }
        return Double(Agreement.factor(Float(rate), lift, whole))
    }

    /// What a term adds to the logarithm.
    @inline(__always)
    static func part(_ value: Float, _ term: Term) -> Float {
        Float(term.exponent) * logf((value + Float(term.low)) / (value + Float(term.high)))
    }

    /// The factor, from the mixture's rate and what the kernels add.
    @inline(__always)
    static func factor(_ rate: Float, _ lift: Float, _ whole: Term?) -> Float {
        let sum = lift + (whole.map { part(rate, $0) } ?? 0)
        return expf(min(max(sum, -reach), reach))
    }
}
