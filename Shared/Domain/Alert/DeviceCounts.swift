/// What became of an alert at devices: counts only, no device has a name here.
public struct DeviceCounts: Hashable, Sendable {
    /// Have it.
    public var delivered: UInt64
    /// Could not be reached, tries included.
    public var failed: UInt64
    /// It was over before it could be sent: dropped, not rung.
    public var expired: UInt64
    /// Exist no more: their subscription was removed.
    public var gone: UInt64

    /// Counts; by default none.
    public init(delivered: UInt64 = 0, failed: UInt64 = 0, expired: UInt64 = 0, gone: UInt64 = 0) {
        self.delivered = delivered
        self.failed = failed
        self.expired = expired
        self.gone = gone
    }
}
