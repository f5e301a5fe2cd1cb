/// How a client proves who it is, and knows the server.
public enum ClientSecurity: Sendable {
    /// Encrypted; `serverKey` is the server's public key (Z85).
    case curve(KeyPair, serverKey: String)
    /// Neither encryption nor keys. Refused unless the endpoint is on this machine.
    case plain
}
