// Coins that fall heads with probability exp(-x), x rational, exactly: Canonne, Kamath, Steinke, "The Discrete Gaussian for Differential
// Privacy" (2020), algorithm 1, after von Neumann and Forsythe.
//
// Let A_1, A_2, ... be independent with P(A_k) = x / k, x at most 1, and K the first k whose A_k fails. Then P(K is odd) = exp(-x).
// A_k is drawn as two events: a digit uniform below k is 0, and a number uniform below the denominator lies below the numerator. The digits
// of k = 2 ... 12 come from one uniform number below 12!: the first k - 1 of them are all 0 just where that number lies below 12!/k!.

extension RandomBits {
    private static var factorial12: UInt32 { 479_001_600 }

    /// The last k up to 12 for which all digits below 2, 3, ... k are 0; 1 where the first is not.
    @inline(__always)
    private mutating func zeroDigits() -> UInt32 {
        let number = below(Self.factorial12)
        if number >= Self.factorial12 / 2 { return 1 }
        if number >= Self.factorial12 / 6 { return 2 }
        if number >= Self.factorial12 / 24 { return 3 }
        return Self.zeroDigitsBelow24(number)
    }

    @inline(never)
    private static func zeroDigitsBelow24(_ number: UInt32) -> UInt32 {
        var bound = factorial12 / 24
        var k: UInt32 = 4
        while k < 12, number < bound / (k + 1) {
            k += 1
            bound /= k
        }
        return k
    }

    /// Heads with probability exp(-1).
    @inline(__always)
    mutating func expMinusOne() -> Bool {
        let zeros = zeroDigits()
        // All digits up to `zeros` were 0, that of `zeros` + 1 was not: K = `zeros` + 1.
        if zeros < 12 { return zeros & 1 == 0 }
        return expMinusOneBeyond12()
    }

    @inline(never)
    private mutating func expMinusOneBeyond12() -> Bool {
        var k: UInt32 = 13
        while below(k) == 0 { k += 1 }
        return k & 1 == 1
    }

    /// Heads with probability exp(-numerator / denominator), numerator at most denominator.
    @inline(__always)
    mutating func expMinus(_ numerator: UInt32, over denominator: UInt32) -> Bool {
        if below(denominator) >= numerator { return true }
        return expMinusAfterFirst { $0.below(denominator) < numerator }
    }

    /// Heads with probability exp(-numerator / denominator), whatever their size.
    mutating func expMinus(_ numerator: UInt128, over denominator: UInt128) -> Bool {
        let (whole, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
        var left = whole
        while left > 0 {
            guard expMinusOne() else { return false }
            left -= 1
        }
        if below(denominator) >= rest { return true }
        return expMinusAfterFirst { $0.below(denominator) < rest }
    }

    /// The rest of the game once A_1 has come true.
    @inline(__always)
    private mutating func expMinusAfterFirst(_ isBelow: (inout RandomBits) -> Bool) -> Bool {
        let zeros = zeroDigits()
        var k: UInt32 = 1
        while k < zeros {
            guard isBelow(&self) else { return (k + 1) & 1 == 1 }
            k += 1
        }
        if zeros < 12 { return (k + 1) & 1 == 1 }
        while true {
            k += 1
            guard below(k) == 0, isBelow(&self) else { return k & 1 == 1 }
        }
    }
}
