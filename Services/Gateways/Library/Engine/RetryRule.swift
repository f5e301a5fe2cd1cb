public import Domain

/// When a delivery is tried again: twice as long each time up to a bound, less a random part, never sooner than the other side asked.
public struct RetryRule: Sendable, Hashable {
    /// Tries in all; then it is a dead letter.
    public var attempts: Int
    /// The first wait.
    public var first: Duration
    /// No wait is longer, unless the other side asks for it.
    public var longest: Duration

    /// A rule.
    public init(attempts: Int = 12, first: Duration = .seconds(1), longest: Duration = .seconds(600)) {
        self.attempts = max(1, attempts)
        self.first = first
        self.longest = longest
    }

    /// Longest wait that another side may ask for: a day. Alerts are over by then.
    private static let longestAsked = Duration.seconds(86_400)

    /// Milliseconds to wait after so many failed tries.
    ///
    /// - Parameters:
    ///   - failures: tries that failed, at least 1.
    ///   - asked: what `Retry-After` said.
    ///   - generator: draws the random part, half of the wait at the most.
    public func wait(after failures: Int, asked: Duration?, using generator: inout SplitMix64) -> Int64 {
        let doubled = first * Double(UInt64(1) << UInt64(min(max(0, failures - 1), 30)))
        let jittered = min(doubled, longest) * (1 - generator.unit() / 2)
        let wait = max(jittered, min(asked ?? .zero, Self.longestAsked))
        return Int64((wait / .milliseconds(1)).rounded(.up))
    }
}
