/// How sockets are protected.
public enum SecurityMode: String, Sendable, Hashable, CaseIterable {
    /// CURVE encryption, every key checked against the folder of authorised keys.
    case curve
    /// Neither encryption nor keys: refused unless every address is loopback.
    case plainLoopback = "plain-loopback"
}
