import CZeroMQ
import Glibc

/// A CURVE key pair; both keys are 40 characters of Z85.
public struct KeyPair: Sendable, Hashable {
    /// What others may know.
    public let publicKey: String
    /// What nobody else may know.
    public let secretKey: String

    /// A pair from its two keys; throws `TransportError.invalidKey` where one is not a key.
    public init(publicKey: String, secretKey: String) throws(TransportError) {
        guard KeyPair.isKey(publicKey) else { throw .invalidKey(what: "the public key") }
        guard KeyPair.isKey(secretKey) else { throw .invalidKey(what: "the secret key") }
        self.publicKey = publicKey
        self.secretKey = secretKey
    }

    private init(made publicKey: String, _ secretKey: String) {
        self.publicKey = publicKey
        self.secretKey = secretKey
    }

    /// A new pair from libzmq's own random source.
    public static func generate() -> KeyPair {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 82) { buffer in
            guard let start = buffer.baseAddress else { preconditionFailure("an allocation of 82 bytes has a start") }
            let result = zmq_curve_keypair(start, start + 41)
            precondition(result == 0, "libzmq was built without CURVE: install Debian's libzmq5")
            return KeyPair(made: String(cString: start), String(cString: start + 41))
        }
    }

    /// Reads a pair from a file that `write(to:)` made. A file that others may read is refused.
    public init(readingFrom path: String) throws(TransportError) {
        let text = try KeyFile.read(path, secret: true)
        let fields = try KeyFile.fields(of: text, path: path)
        guard let publicKey = fields["public"], let secretKey = fields["secret"] else {
            throw .keyFile(path: path, reason: "is not a key file: it needs a line `public: …` and a line `secret: …`")
        }
        guard KeyPair.isKey(publicKey), KeyPair.isKey(secretKey) else {
            throw .keyFile(path: path, reason: "a key is not 40 characters of Z85: make another with `quietude keys new`")
        }
        guard KeyPair.publicKey(of: secretKey) == publicKey else {
            throw .keyFile(path: path, reason: "the two keys do not belong together: make another with `quietude keys new`")
        }
        self.init(made: publicKey, secretKey)
    }

    /// Writes the pair to a new file that only its owner may read (mode 0600); refuses to overwrite.
    public func write(to path: String) throws(TransportError) {
        try KeyFile.create(path, "public: \(publicKey)\nsecret: \(secretKey)\n", mode: 0o600)
    }

    /// Whether a text is a key: 40 characters of Z85.
    public static func isKey(_ text: String) -> Bool {
        guard text.utf8.count == 40 else { return false }
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { buffer in
            guard let start = buffer.baseAddress else { return false }
            return zmq_z85_decode(start, text) != nil
        }
    }

    private static func publicKey(of secretKey: String) -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 41) { buffer in
            guard let start = buffer.baseAddress, zmq_curve_public(start, secretKey) == 0 else { return nil }
            return String(cString: start)
        }
    }
}
