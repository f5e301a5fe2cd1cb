/// How long to wait before the next try: twice as long each time up to a bound, less a random part so that many do not try at once.
public struct Backoff: Sendable {
    private let first: Duration
    private let longest: Duration
    private var attempts = 0

    /// Starts at `first`, never waits longer than `longest`.
    public init(first: Duration = .milliseconds(50), longest: Duration = .seconds(5)) {
        self.first = first
        self.longest = longest
    }

    /// Begins anew, after a success.
    public mutating func reset() { attempts = 0 }

    /// The next wait: between half and all of the doubled one.
    public mutating func next(using generator: inout some RandomNumberGenerator) -> Duration {
        let whole = min(first * (1 << min(attempts, 20)), longest)
        attempts += 1
        return whole * Double.random(in: 0.5...1, using: &generator)
    }

    /// The next wait, with the system's randomness.
    public mutating func next() -> Duration {
        var generator = SystemRandomNumberGenerator()
        return next(using: &generator)
    }
}
