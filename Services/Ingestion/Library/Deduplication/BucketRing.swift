/// Which buckets are alive, told by 16-bit ordinals that wrap around.
///
/// A bucket ahead of the newest counts as alive: where the clock was set back, what was remembered before is not forgotten.
struct BucketRing: Hashable, Sendable {
    private static let size = 65_535

    /// Ordinal of the newest bucket, 1 ... 65,535.
    private var newest: Int
    /// How many buckets behind the newest are still alive.
    private let span: Int

    init(newest bucket: Int64, span: Int) {
        newest = Int(BucketRing.ordinal(of: bucket))
        self.span = min(span, BucketRing.size / 2)
    }

    static func ordinal(of bucket: Int64) -> UInt16 {
        let remainder = bucket % Int64(size)
        return UInt16(remainder < 0 ? remainder + Int64(size) : remainder) + 1
    }

    @inline(__always)
    func contains(_ ordinal: UInt16) -> Bool {
        var age = newest &- Int(ordinal)
        if age < 0 { age &+= BucketRing.size }
        return age <= span || age > BucketRing.size / 2
    }
}
