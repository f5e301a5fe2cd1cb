/// A token bucket for each caller: so many requests at once, refilled at a rate. Pure: the time is given. Bounded in callers.
public struct RateLimiter: Sendable {
    private struct Bucket {
        var tokens: Double
        var time: Double
    }

    private let burst: Double
    private let rate: Double
    private let maximum: Int
    private var buckets: [String: Bucket] = [:]

    /// - Parameters:
    ///   - burst: requests at once.
    ///   - rate: requests a second in the long run.
    ///   - maximum: callers remembered; full buckets are forgotten first.
    public init(burst: Double, rate: Double, maximum: Int = 10_000) {
        self.burst = max(1, burst)
        self.rate = max(1e-6, rate)
        self.maximum = max(1, maximum)
    }

    /// Takes one request; nil where it may pass, else the seconds to wait.
    public mutating func take(_ caller: String, now: Double) -> Double? {
        if buckets[caller] == nil, buckets.count >= maximum { forget(now) }
        var bucket = buckets[caller] ?? Bucket(tokens: burst, time: now)
        bucket.tokens = min(burst, bucket.tokens + max(0, now - bucket.time) * rate)
        bucket.time = max(bucket.time, now)
        guard bucket.tokens >= 1 else {
            buckets[caller] = bucket
            return (1 - bucket.tokens) / rate
        }
        bucket.tokens -= 1
        buckets[caller] = bucket
        return nil
    }

    /// Who is full again has nothing to be remembered for; where all are busy the half that was quiet for longest goes.
    private mutating func forget(_ now: Double) {
        buckets = buckets.filter { $0.value.tokens + (now - $0.value.time) * rate < burst }
        guard buckets.count >= maximum else { return }
        let kept = buckets.sorted { $0.value.time > $1.value.time }.prefix(maximum / 2)
        buckets = Dictionary(uniqueKeysWithValues: kept.map { ($0.key, $0.value) })
    }
}
