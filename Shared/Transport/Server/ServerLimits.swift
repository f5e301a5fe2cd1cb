/// The bounds of one server; each has a name in what a client is told when it meets it.
public struct ServerLimits: Sendable, Hashable {
    /// Bytes of one request's body. Twice as much ends the connection.
    public var message = 4 << 20
    /// Bytes of one reply's body.
    public var reply = 16 << 20
    /// Bytes of one header.
    public var header = 8 << 10
    /// Calls whose handlers have not returned, in all.
    public var calls = 1024
    /// Calls whose handlers have not returned, of one key.
    public var callsPerPeer = 256
    /// Bytes of the requests that handlers hold, in all.
    public var callBytes = 256 << 20
    /// Open feeds, in all.
    public var feeds = 256
    /// Open feeds of one key.
    public var feedsPerPeer = 16
    /// Bytes that one feed may be ahead of its consumer, whatever the consumer offers.
    public var credit = 64 << 20
    /// Bytes of records in one batch of a feed; a single larger record still goes, alone.
    public var batch = 256 << 10
    /// For a call that names no deadline.
    public var defaultDeadline = Duration.seconds(10)
    /// A call that asks for more gets this.
    public var maximumDeadline = Duration.seconds(300)
    /// A feed whose consumer was not heard of for so long is forgotten.
    public var silence = Duration.seconds(15)
    /// How long a drain waits for handlers before it stops them.
    public var drain = Duration.seconds(10)
    /// How long a connection may take to deliver what was sent when its socket is closed.
    public var linger = Duration.seconds(2)
    /// What a client is told to wait when the server is busy or going away.
    public var retryAfter = Duration.milliseconds(100)
    /// Between two replies of Health/Watch.
    public var watchInterval = Duration.seconds(2)

    /// The defaults that each field states.
    public init() {}
}
