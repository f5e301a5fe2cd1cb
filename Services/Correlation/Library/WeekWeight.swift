import Domain
import Foundation

/// The weight of a week: 2^((week - 2020's first) / half-life). Sums are kept so inflated and deflated when they are read, so nothing is
/// ever swept to decay.
///
/// The mantissa is rounded to 11 bits: sums of such weights are exact in a Double over some 10 half-lives, so what is retracted leaves
/// nothing behind.
struct WeekWeight: Sendable {
    /// Weeks.
    let halfLife: Double

    private static let base: Int64 = 2_609
    /// Far dates are held here rather than overflow.
    private static let bound = 980.0

    /// Monday-based weeks since 1970 (UTC).
    static func week(of instant: Int64) -> Int64 { (instant &+ 259_200).floorDivided(by: 604_800) }

    /// The weight of a week.
    func weight(_ week: Int64) -> Double {
        let exponent = min(max(Double(week - WeekWeight.base) / halfLife, -WeekWeight.bound), WeekWeight.bound)
        let whole = exponent.rounded(.down)
        let mantissa = (exp2(exponent - whole) * 2_048).rounded() / 2_048
        return Double(sign: .plus, exponent: Int(whole), significand: mantissa)
    }
}
