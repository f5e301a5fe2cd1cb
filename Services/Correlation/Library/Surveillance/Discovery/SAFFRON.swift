import Foundation

/// SAFFRON: as LORD, but tests whose p-value is large cost nothing, so it stays awake through long quiet stretches (Ramdas et al.,
/// "SAFFRON: an adaptive algorithm for online control of the false discovery rate", ICML 2018).
///
/// A p-value up to `candidate` is a candidate; only what is none moves time on. Level of test t, with C(j) the candidates since discovery
/// j: min(candidate, (1 - candidate) (W g(t - C(0)) + (level - W) g(t - t1 - C(1)) + level sum over j > 1 of g(t - tj - C(j)))), g(j) ~
/// j^-1.6, W = level / 2.
///
/// Needs independent tests; ties and discreteness err on the safe side. The first and the last 256 discoveries are remembered.
public struct SAFFRON: OnlineDiscovery, Hashable {
    /// The false-discovery rate that is held.
    public let level: Double
    /// P-values up to it are candidates.
    public let candidate: Double
    /// Tests so far that were no candidates: time, as this method counts it.
    private var time = 0
    private var first: Int?
    private var later: [Int] = []

    private static let remembered = 256
    /// 1 / sum of j^-1.6.
    private static let scale = 0.437_486

    /// A sequence without tests; `level` and `candidate` between 0 and 1.
    public init(level: Double, candidate: Double = 0.5) {
        self.level = min(max(level, 0), 1)
        self.candidate = min(max(candidate, 0), 1)
    }

    /// What the next p-value is held against.
    public var nextLevel: Double {
        let initial = level / 2
        var sum = initial * SAFFRON.share(time + 1)
        if let first { sum += (level - initial) * SAFFRON.share(time - first + 1) }
        for discovery in later { sum += level * SAFFRON.share(time - discovery + 1) }
        return min(candidate, (1 - candidate) * sum)
    }

    /// Takes the next p-value; whether it is a discovery.
    public mutating func test(_ pValue: Double) -> Bool {
        let discovered = pValue <= nextLevel
        if pValue > candidate { time += 1 }
        guard discovered else { return false }
        if first == nil {
            first = time
        } else {
            if later.count == SAFFRON.remembered { later.removeFirst() }
            later.append(time)
        }
        return true
    }

    private static func share(_ distance: Int) -> Double { scale * pow(Double(max(distance, 1)), -1.6) }
}
