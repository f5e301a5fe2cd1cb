import Console
import Crypto
import Foundation

/// The sessions of this console. The actor guards the book; random identifiers are made here, and the book sees only their digests, so that
/// nothing that it holds opens a session.
actor SessionDesk {
    private var book: SessionBook
    private var attempts = RateLimiter(burst: 10, rate: 0.1)

    init(idle: Duration, lifetime: Duration) {
        book = SessionBook(idle: idle.components.seconds, lifetime: lifetime.components.seconds)
    }

    /// Opens a session; returns the value of its cookie.
    func open(name: String, role: Role) -> (cookie: String, identity: Identity) {
        let cookie = Self.random()
        let key = Self.digest(cookie)
        let session = book.open(key, name: name, role: role, csrf: Self.random(), now: Self.now)
        return (cookie, Self.identity(session, key))
    }

    /// Who a cookie is of; nil where it is of nobody, or of a session that has ended.
    func find(_ cookie: String) -> Identity? {
        let key = Self.digest(cookie)
        return book.find(key, now: Self.now).map { Self.identity($0, key) }
    }

    /// Whether somebody is signed in still; who came with a bearer token has no session that could end.
    func isSignedIn(_ identity: Identity) -> Bool { identity.session.map { book.isOpen($0, now: Self.now) } ?? true }

    /// Ends a session.
    func close(_ identity: Identity) { if let session = identity.session { book.close(session) } }

    /// Lets somebody try to sign in; nil where they may, else the seconds to wait.
    func attempt(from remote: String) -> Double? { attempts.take(remote, now: Date().timeIntervalSince1970) }

    private static var now: Int64 { Int64(Date().timeIntervalSince1970) }

    private static func identity(_ session: SessionBook.Session, _ key: String) -> Identity {
        Identity(name: session.name, role: session.role, csrf: session.csrf, expires: session.expires, session: key)
    }

    /// 256 bits, base64url.
    static func random() -> String {
        var generator = SystemRandomNumberGenerator()
        return Base64URL.text((0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) })
    }

    static func digest(_ text: String) -> String { Base64URL.text(Array(SHA256.hash(data: Data(text.utf8)))) }
}

/// RFC 4648, section 5, without padding.
enum Base64URL {
    static func text(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
