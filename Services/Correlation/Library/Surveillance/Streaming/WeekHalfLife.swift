import Foundation

/// Forgetting by weeks: what is so many weeks old weighs 2^(-weeks / half-life).
struct WeekHalfLife: Sendable, Hashable {
    let weeks: Double

    /// What remains after some weeks.
    func factor(_ elapsed: Int64) -> Double { elapsed <= 0 ? 1 : exp2(-Double(min(elapsed, 100_000)) / weeks) }
}
