import Foundation

/// log Γ(x) for x > 0: Stirling's series from 10 on (Abramowitz and Stegun 6.1.41), the recurrence below it.
///
/// The C library's writes a global sign.
func logGamma(_ x: Double) -> Double {
    var x = x
    var product = 1.0
    while x < 10 {
        product *= x
        x += 1
    }
    let inverse = 1 / x
    let square = inverse * inverse
    // From the last term inwards.
    let tail = 1 / 1_680 - square * (1 / 1_188 - square * 691 / 360_360)
    let series =
        inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1_260 - square * tail)))
    return (x - 0.5) * log(x) - x + 0.918_938_533_204_672_742 + series - log(product)
}
