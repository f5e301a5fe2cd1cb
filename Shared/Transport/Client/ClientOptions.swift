/// How a client behaves.
public struct ClientOptions: Sendable {
    /// Its bounds.
    public var limits = ClientLimits()
    /// When it tries again.
    public var retry = RetryPolicy()
    /// Numbers in 0 ..< 1 that spread retries; given by tests to know them.
    public var jitter: @Sendable () -> Double = { Double.random(in: 0..<1) }

    /// The defaults that each field states.
    public init() {}
}
