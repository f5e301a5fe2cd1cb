import Domain
import Foundation

/// The weights of a day, short and long: 2^((day - 2020-01-01) / half-life). Sums are kept so inflated and deflated when they are read, so
/// nothing is ever swept to decay.
///
/// The mantissa is rounded to 11 bits: sums of such weights are exact in a Double over some 30 half-lives, in any order, so arrival order
/// cannot show and what is retracted leaves nothing behind. The short half-life reaches further back than that within two and a half years;
/// a term from before then may round, always in the order of closed slots.
struct DayWeight: Sendable {
    /// Days: short, long.
    let halfLives: SIMD2<Double>

    private static let base: Int64 = 18_262
    /// Far dates are held here rather than overflow.
    private static let bound = 980.0

    /// Days since 1970 (UTC).
    static func day(of instant: Int64) -> Int64 { instant.floorDivided(by: 86_400) }

    /// The weights of the day of an instant.
    func weight(at instant: Int64) -> SIMD2<Double> {
        let age = Double(DayWeight.day(of: instant) - DayWeight.base)
        return SIMD2(DayWeight.power(age / halfLives.x), DayWeight.power(age / halfLives.y))
    }

    private static func power(_ exponent: Double) -> Double {
        let exponent = min(max(exponent, -bound), bound)
        let whole = exponent.rounded(.down)
        let mantissa = (exp2(exponent - whole) * 2_048).rounded() / 2_048
        return Double(sign: .plus, exponent: Int(whole), significand: mantissa)
    }
}
