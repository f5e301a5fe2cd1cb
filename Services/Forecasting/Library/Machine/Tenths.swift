/// The values between which each tenth of a sum lies, least first; to a sixteenth of an octave, by counting rather than sorting.
struct Tenths: Sendable {
    private var byBucket = [UInt8](repeating: 9, count: Tenths.buckets)

    private static let buckets = 4_096

    /// A value's place by sign, exponent and four bits of the mantissa.
    private static func bucket(_ value: Float) -> Int { value > 0 ? Int(value.bitPattern >> 19) & (buckets - 1) : 0 }

    init(_ values: [Float]) {
        var sums = [Double](repeating: 0, count: Tenths.buckets)
        for value in values where value > 0 { sums[Tenths.bucket(value)] += Double(value) }
        let whole = sums.reduce(0, +)
        var passed = 0.0
        for bucket in sums.indices {
            // By the middle of what the bucket holds.
            let middle = passed + sums[bucket] / 2
            byBucket[bucket] = whole > 0 ? UInt8(min(9, middle / whole * 10)) : 0
            passed += sums[bucket]
        }
    }

    /// 0 for the least likely cells ... 9.
    func tenth(of value: Float) -> Int { Int(byBucket[Tenths.bucket(value)]) }
}
