/// How long to wait before a service that died is started again: doubling, and forgotten once it ran for a minute.
struct RestartPolicy {
    static let first = Duration.milliseconds(500)
    static let longest = Duration.seconds(30)
    static let forgiven = Duration.seconds(60)
    /// Deaths before it was ever ready, after which something is wrong that starting again does not mend.
    static let hopeless = 4

    private(set) var deaths = 0
    private(set) var wasReady = false

    mutating func ready() { wasReady = true }

    /// After a death: the wait before the next start, or nil where there is no point.
    mutating func died(after lived: Duration) -> Duration? {
        if lived >= Self.forgiven { deaths = 0 }
        deaths += 1
        if !wasReady && deaths >= Self.hopeless { return nil }
        var wait = Self.first
        for _ in 1..<deaths where wait < Self.longest { wait *= 2 }
        return min(wait, Self.longest)
    }
}
