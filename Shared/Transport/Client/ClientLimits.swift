/// The bounds of one client.
public struct ClientLimits: Sendable, Hashable {
    /// Calls and feeds that have not ended.
    public var calls = 4096
    /// Bytes of one body, in either direction.
    public var message = 16 << 20
    /// How long a call waits for an endpoint to be reachable before it fails with UNAVAILABLE.
    public var connectionWait = Duration.seconds(5)
    /// Between two pings of a connection.
    public var ping = Duration.seconds(2)
    /// A connection on which nothing came for so long gets no new calls while another is healthy.
    public var suspicion = Duration.seconds(6)
    /// A connection on which nothing came for so long loses its calls and feeds.
    public var silence = Duration.seconds(15)

    /// The defaults that each field states.
    public init() {}
}
