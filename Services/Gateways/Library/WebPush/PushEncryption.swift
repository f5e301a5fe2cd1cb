import Crypto
import Foundation

/// Message encryption for Web Push (RFC 8291) in the content coding `aes128gcm` (RFC 8188), one record.
enum PushEncryption {
    /// Why nothing can be encrypted for a subscription.
    struct BadSubscription: Error {}

    /// Size of a record that is announced; what we send is far smaller (RFC 8291, clause 4: at most 4,096 bytes with all).
    private static let recordSize: UInt32 = 4_096
    /// Bytes of content at the most: 4,096 less header (86), padding delimiter and tag.
    static let mostContent = 3_993

    /// The body of the push.
    ///
    /// - Parameters:
    ///   - content: at most `mostContent` bytes.
    ///   - receiver: the subscription's public key, 65 bytes, uncompressed P-256.
    ///   - secret: its authentication secret, 16 bytes.
    ///   - sender: a key pair for this message alone.
    ///   - salt: 16 random bytes.
    static func encrypt(
        _ content: [UInt8], for receiver: [UInt8], secret: [UInt8], sender: P256.KeyAgreement.PrivateKey, salt: [UInt8]
    ) throws -> [UInt8] {
        guard secret.count == 16, salt.count == 16, content.count <= mostContent,
            let key = try? P256.KeyAgreement.PublicKey(x963Representation: receiver)
        else { throw BadSubscription() }
        let own = Array(sender.publicKey.x963Representation)
        let shared = try sender.sharedSecretFromKeyAgreement(with: key)
        // RFC 8291, clause 3.4: the secret of both, then the keys of RFC 8188, clauses 2.2 and 2.3.
        let material = shared.hkdfDerivedSymmetricKey(
            using: SHA256.self, salt: secret, sharedInfo: Array("WebPush: info\0".utf8) + receiver + own, outputByteCount: 32)
        let contentKey = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: material, salt: salt, info: Array("Content-Encoding: aes128gcm\0".utf8), outputByteCount: 16)
        let nonce = HKDF<SHA256>.deriveKey(
            inputKeyMaterial: material, salt: salt, info: Array("Content-Encoding: nonce\0".utf8), outputByteCount: 12)
        let box = try AES.GCM.seal(content + [2], using: contentKey, nonce: AES.GCM.Nonce(data: nonce.withUnsafeBytes { Array($0) }))
        let size = withUnsafeBytes(of: recordSize.bigEndian) { Array($0) }
        return salt + size + [UInt8(own.count)] + own + Array(box.ciphertext) + Array(box.tag)
    }
}
