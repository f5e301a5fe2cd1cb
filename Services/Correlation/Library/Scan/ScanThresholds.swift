/// For a ratio to be reached: how many cases a circle must have in each window, by its cases over the history.
///
/// The ratio grows with the count and falls with the expectation, and the expectation depends on the circle's cases alone; so one small
/// table replaces a logarithm a circle, window and replication.
struct ScanThresholds: Sendable {
    /// What a number of cases takes in each window.
    static let bytesEach = 7

    /// The ratio that counts below the threshold do not reach.
    let floor: Double
    /// Entries of a window: cases of a circle 0 ... largest.
    let stride: Int
    /// `least[window * stride + cases]`: the least count that reaches the floor; of 0 cases (no circle) more than any count.
    let least: [Int32]
    /// `least - 1` in 8 bits, held to 255: what a count must exceed.
    let bytes: [UInt8]
    /// `least - 1` in 16 bits, held to 65,535.
    let words: [UInt16]
    /// Circles of at most so many cases are decided by counts that saturate at 255.
    let byteReach: Int
    /// Circles of at most so many cases are decided by counts that saturate at 65,535.
    let wordReach: Int

    init(floor: Double, statistic: ScanStatistic, largest: Int) {
        self.floor = floor
        stride = largest + 1
        var least = [Int32](repeating: .max, count: statistic.windowTotals.count * stride)
        var byteReach = largest
        var wordReach = largest
        for (window, windowTotal) in statistic.windowTotals.enumerated() {
            // No window has more than its total: one more than that is never reached.
            var count = 1
            for cases in Swift.stride(from: 1, through: largest, by: 1) {
                let expected = statistic.expected(cases, window: window)
                while count <= windowTotal, statistic.logLikelihoodRatio(count, expected: expected) < floor { count += 1 }
                least[window * stride + cases] = Int32(count)
                // Where no count can pass the limit, saturation changes nothing either.
                let most = min(cases, windowTotal)
                if count > 255 && most > 255 { byteReach = min(byteReach, cases - 1) }
                if count > 65_535 && most > 65_535 { wordReach = min(wordReach, cases - 1) }
            }
        }
        self.least = least
        bytes = least.map { UInt8(clamping: $0 - 1) }
        words = least.map { UInt16(clamping: $0 - 1) }
        self.byteReach = byteReach
        self.wordReach = wordReach
    }
}
