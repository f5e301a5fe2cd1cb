/// What Swift tasks ask of the thread that owns the sockets.
enum Command: Sendable {
    /// Opens a server's socket; the bound endpoint, or why not, is the answer.
    case bind(ServerLink, Answer<Result<String, TransportError>>)
    /// A handler returned.
    case reply(server: Int, CallKey, Result<[UInt8], CallError>)
    /// A producer made something for its consumer.
    case item(server: Int, CallKey, [UInt8])
    /// A producer returned; nil where it had nothing more to send.
    case feedEnded(server: Int, CallKey, CallError?)
    /// Lets what runs come to its end, and starts nothing new.
    case drain(server: Int)
    /// Stops what runs.
    case abandon(server: Int)
    /// Closes a server's socket; answered once its address is free again.
    case unbind(server: Int, Answer<Void>)

    /// Opens a client's sockets.
    case open(ClientLink)
    /// Starts a call or a feed.
    case call(client: Int, OutgoingCall)
    /// A consumer can take more.
    case credit(client: Int, callID: UInt64, bytes: UInt64)
    /// Nobody waits for the answer any more.
    case cancel(client: Int, callID: UInt64)
    /// Closes a client's sockets.
    case close(client: Int)

    /// Closes everything and ends the thread.
    case stop(Answer<Void>)
}
