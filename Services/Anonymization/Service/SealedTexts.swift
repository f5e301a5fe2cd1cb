import Anonymization
import Crypto
import Domain
import Foundation
import Schema

/// Redacted notes at rest: a `TextBatch` under the key of its source's day, AES-256-GCM.
///
/// Layout: version (1 byte), day (4, big endian), length of the source's identifier (1), identifier, all authenticated; nonce (12),
/// ciphertext, tag (16).
enum SealedTexts {
    private static let version: UInt8 = 1

    /// A payload that is not a sealed one, or was changed.
    struct Broken: Error, CustomStringConvertible {
        var description: String { "a record of notes is not sealed as it should be" }
    }

    static func seal(_ batch: TextBatch, _ name: PseudonymKey, key: SymmetricKey) throws -> [UInt8] {
        let source = Array(name.source.utf8.prefix(255))
        var sealed: [UInt8] = [version]
        withUnsafeBytes(of: name.day.bigEndian) { sealed.append(contentsOf: $0) }
        sealed.append(UInt8(source.count))
        sealed += source
        let box = try AES.GCM.seal(batch.encoded(), using: key, authenticating: sealed)
        sealed += box.nonce
        sealed += box.ciphertext
        sealed += box.tag
        return sealed
    }

    /// The record as the console gets it; nil once its key is destroyed.
    static func open(_ record: Record, with keys: DayKeyStore) throws -> Record? {
        guard record.type == .text else { return record }
        let sealed = record.payload
        guard sealed.count >= 6, sealed[0] == version, sealed.count >= 6 + Int(sealed[5]) + 28 else { throw Broken() }
        let header = 6 + Int(sealed[5])
        let day = Int32(bitPattern: sealed[1..<5].reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
        let source = String(decoding: sealed[6..<header], as: UTF8.self)
        guard let key = keys.key(PseudonymKey(source: source, day: day)) else { return nil }
        let box = try AES.GCM.SealedBox(combined: sealed[header...])
        let payload = try AES.GCM.open(box, using: key, authenticating: sealed[..<header])
        return Record(sequence: record.sequence, type: record.type, payload: [UInt8](payload))
    }
}
