import Crypto
import Foundation

/// Raw observations at rest: AES-256-GCM under the key of the hour in which they arrived.
///
/// Layout: hour (8 bytes, big endian, authenticated), nonce (12), ciphertext, tag (16). Nonces are random: at 10,000 batches a second an
/// hour's key seals 3.6e7 of them, far below the 2^32 that NIST SP 800-38D (8.3) allows.
enum Sealing {
    /// A payload that is not a sealed one, or was changed.
    struct Broken: Error {}

    private static let prefix = 8

    /// Seals a batch.
    static func seal(_ bytes: [UInt8], hour: HourKeys.Hour, key: SymmetricKey) throws -> [UInt8] {
        let header = withUnsafeBytes(of: hour.bigEndian) { [UInt8]($0) }
        let box = try AES.GCM.seal(bytes, using: key, authenticating: header)
        var sealed = [UInt8]()
        sealed.reserveCapacity(prefix + 28 + bytes.count)
        sealed += header
        sealed += box.nonce
        sealed += box.ciphertext
        sealed += box.tag
        return sealed
    }

    /// The hour under whose key a payload was sealed.
    static func hour(of sealed: [UInt8]) throws -> HourKeys.Hour {
        guard sealed.count >= prefix + 28 else { throw Broken() }
        return sealed[..<prefix].reduce(0) { $0 << 8 | HourKeys.Hour($1) }
    }

    /// Opens a sealed batch.
    static func open(_ sealed: [UInt8], key: SymmetricKey) throws -> [UInt8] {
        guard sealed.count >= prefix + 28 else { throw Broken() }
        let nonce = try AES.GCM.Nonce(data: sealed[prefix..<prefix + 12])
        let end = sealed.count - 16
        let box = try AES.GCM.SealedBox(nonce: nonce, ciphertext: sealed[(prefix + 12)..<end], tag: sealed[end...])
        return [UInt8](try AES.GCM.open(box, using: key, authenticating: sealed[..<prefix]))
    }
}
