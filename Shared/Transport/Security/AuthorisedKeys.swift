public import Domain
import Synchronization

/// The public keys that a server trusts: a folder with a file a key (`AuthorisedKey`).
///
/// Copies share the same table, so that `reload()` reaches a server that is running: a key whose file is gone is refused from its next
/// message on. Several files may bear one name: that is how a key is rotated, the old one with an `expires:` line.
public struct AuthorisedKeys: Sendable {
    /// A file that was skipped, and why.
    public struct Problem: Sendable, Hashable {
        /// Where the file is.
        public let path: String
        /// What is wrong and what to do.
        public let reason: String
    }

    /// Guards the table that copies share: `reload()` replaces it while servers look keys up.
    private final class Table: Sendable {
        let keys: Mutex<[String: AuthorisedKey]>
        init(_ keys: [String: AuthorisedKey]) { self.keys = Mutex(keys) }
    }

    /// Where the files are; nil where the keys were given as values.
    public let folder: String?
    private let table: Table

    /// The keys of a folder. Call `reload()` to read it; until then nobody is trusted.
    public init(folder: String) {
        self.folder = folder
        table = Table([:])
    }

    /// Keys given as values.
    public init(_ keys: [AuthorisedKey]) {
        folder = nil
        table = Table(Dictionary(keys.map { ($0.peer.publicKey, $0) }, uniquingKeysWith: { first, _ in first }))
    }

    /// Reads the folder anew. A file with an error is skipped and named in the result; the others hold.
    ///
    /// Throws `TransportError.keyFile` where the folder itself cannot be read; then the keys that were read before go on to hold.
    @discardableResult
    public func reload() throws(TransportError) -> [Problem] {
        guard let folder else { return [] }
        var keys: [String: AuthorisedKey] = [:]
        var problems: [Problem] = []
        for name in try KeyFile.names(inFolder: folder) {
            let path = "\(folder)/\(name)"
            do throws(TransportError) {
                let key = try AuthorisedKey(text: try KeyFile.read(path, secret: false), path: path)
                if let other = keys[key.peer.publicKey] {
                    throw .keyFile(path: path, reason: "its key is already that of \(other.peer.name): one file a key")
                }
                keys[key.peer.publicKey] = key
            } catch {
                if case .keyFile(let path, let reason) = error {
                    problems.append(Problem(path: path, reason: reason))
                } else {
                    problems.append(Problem(path: path, reason: "\(error)"))
                }
            }
        }
        table.keys.withLock { $0 = keys }
        return problems
    }

    /// Who holds a public key (Z85); nil where it is not authorised, or expired at `now`.
    public func peer(publicKey: String, now: Instant) -> Peer? {
        guard let key = table.keys.withLock({ $0[publicKey] }) else { return nil }
        if let expires = key.expires, expires <= now { return nil }
        return key.peer
    }

    /// All keys, expired ones too, in order of name.
    public var all: [AuthorisedKey] {
        table.keys.withLock { Array($0.values) }.sorted { ($0.peer.name, $0.peer.publicKey) < ($1.peer.name, $1.peer.publicKey) }
    }
}
