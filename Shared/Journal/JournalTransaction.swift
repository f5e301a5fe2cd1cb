/// All that one step of a service changes: done whole or not at all.
public struct JournalTransaction: Sendable {
    /// Appended to the log in this order.
    public var appends: [Append]
    /// Where this service now stands in the feeds it reads.
    public var upstream: [UpstreamCursor]
    /// Done in this order.
    public var state: [StateChange]
    /// The sequence that the first appended record must get; the transaction is refused with `.conflict` otherwise.
    public var expectedNext: UInt64?

    /// A transaction of any of its parts.
    public init(appends: [Append] = [], upstream: [UpstreamCursor] = [], state: [StateChange] = [], expectedNext: UInt64? = nil) {
        self.appends = appends
        self.upstream = upstream
        self.state = state
        self.expectedNext = expectedNext
    }
}
