/// The mail server that messages are handed to.
struct SMTPServer: Sendable, Hashable {
    /// How the connection is encrypted.
    enum Security: Sendable, Hashable {
        /// By STARTTLS (RFC 3207), which must be offered.
        case starttls
        /// From the first byte (RFC 8314).
        case tls
        /// Not at all: this machine alone.
        case none
    }

    var host: String
    var port: Int
    var security: Security
    /// Name and password; nil where the server asks for none.
    var user: String?
    var password: String?
    /// A PEM file of certificates to trust beside the system's.
    var trustFile: String?
    /// How we name ourselves in EHLO.
    var name: String
}
