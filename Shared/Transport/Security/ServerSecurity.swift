/// How a server knows who is calling.
public enum ServerSecurity: Sendable {
    /// Encrypted; only these keys are let in.
    case curve(KeyPair, AuthorisedKeys)
    /// Neither encryption nor keys: whoever connects may do everything. Refused unless the endpoint is on this machine.
    case plainLoopback
}
