import Foundation

/// LORD++: each discovery earns wealth that later tests spend (Javanmard and Montanari, Annals of Statistics 46 (2018), 526-554; Ramdas
/// et al., "Online control of the false discovery rate with decaying memory", NeurIPS 2017).
///
/// Level of test t, with discoveries at t1 < t2 < ...: g(t) W + (level - W) g(t - t1) + level sum over j > 1 of g(t - tj), where
/// g(j) = 0.0722 log(max(j, 2)) / (j exp(sqrt(log j))) sums to less than 1 and W = level / 2.
///
/// The first and the last 256 discoveries are remembered: an older one would only raise the level, so forgetting it is on the safe side.
public struct LORD: OnlineDiscovery, Hashable {
    /// The false-discovery rate that is held.
    public let level: Double
    /// Tests so far.
    public private(set) var tests = 0
    private var first: Int?
    private var later: [Int] = []

    private static let remembered = 256

    /// A sequence without tests; `level` between 0 and 1.
    public init(level: Double) { self.level = min(max(level, 0), 1) }

    /// What the next p-value is held against.
    public var nextLevel: Double {
        let time = tests + 1
        let initial = level / 2
        var sum = initial * LORD.share(time)
        if let first { sum += (level - initial) * LORD.share(time - first) }
        for discovery in later { sum += level * LORD.share(time - discovery) }
        return sum
    }

    /// Takes the next p-value; whether it is a discovery.
    public mutating func test(_ pValue: Double) -> Bool {
        let discovered = pValue <= nextLevel
        tests += 1
        guard discovered else { return false }
        if first == nil {
            first = tests
        } else {
            if later.count == LORD.remembered { later.removeFirst() }
            later.append(tests)
        }
        return true
    }

    private static func share(_ distance: Int) -> Double {
        let distance = Double(max(distance, 1))
        return 0.0722 * log(max(distance, 2)) / (distance * exp(log(distance).squareRoot()))
    }
}
