import Foundation

/// A row that may stand out so much that it is weighted down.
struct Suspect: Sendable {
    var row: CountRow
    var season: Int
    var time: Double
    var fitted: Double
    /// Diagonal of the hat matrix.
    var leverage: Double

    /// The Anscombe residual of a Poisson count, 3/2 (y^(2/3) mu^(-1/6) - mu^(1/2)), standardised (Farrington et al. 1996, section 3.6).
    func residual(dispersion: Double) -> Double {
        let root = cbrt(row.count)
        let residual = 1.5 * (root * root / cbrt(fitted.squareRoot()) - fitted.squareRoot())
        return residual / (dispersion * (1 - leverage)).squareRoot()
    }
}
