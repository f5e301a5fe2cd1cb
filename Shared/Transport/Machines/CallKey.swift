/// One call or feed of one connection.
struct CallKey: Hashable, Sendable {
    let connection: RoutingID
    /// Chosen by the client.
    let callID: UInt64
}
