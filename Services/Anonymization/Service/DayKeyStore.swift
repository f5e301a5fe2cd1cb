import Anonymization
import Crypto
import Domain
import Foundation
import Runtime
import Synchronization

/// The keys of days of one territory and purpose: in memory, and each in a sealed file of its own (mode 0600).
///
/// Destroying a key's file destroys what was made under it, wherever copies may be. A key is durable before it is used. Files are sealed
/// with AES-256-GCM under the installation's sealing key, which lies elsewhere in the data folder: a copied folder of day keys is of no use
/// without it, and a file that was changed or renamed is not opened.
///
/// Shared by the transformation, which makes and destroys keys, and whoever reads the feed: the lock guards the keys.
final class DayKeyStore: Sendable {
    private let folder: String
    private let context: String
    private let sealing: SymmetricKey
    private let keys: Mutex<[PseudonymKey: SymmetricKey]>

    /// Nonce, 32 bytes of key, tag.
    private static let sealedLength = 12 + 32 + 16
    private static let suffix = ".key"

    /// Reads the keys that are held; makes the folder where it is missing. What a crash left half written was never used, and goes.
    init(_ purpose: KeyPurpose, territory: String, folder parent: String, sealing: SymmetricKey) throws {
        folder = "\(parent)/\(territory).\(purpose.name)"
        context = "\(purpose.name)/\(territory)"
        self.sealing = sealing
        let files = FileManager.default
        try files.createDirectory(atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        var found: [PseudonymKey: SymmetricKey] = [:]
        for name in try files.contentsOfDirectory(atPath: folder).sorted() {
            guard let key = Self.key(named: name) else { continue }
            let bytes = files.contents(atPath: "\(folder)/\(name)") ?? Data()
            guard bytes.count == Self.sealedLength else {
                try DurableFile.erase("\(folder)/\(name)", length: bytes.count)
                continue
            }
            do {
                let box = try AES.GCM.SealedBox(combined: bytes)
                found[key] = SymmetricKey(data: try AES.GCM.open(box, using: sealing, authenticating: Data("\(context)/\(name)".utf8)))
            } catch {
                throw DurableFile.Failure(
                    description: "\(folder)/\(name) is not sealed by this installation: restore the sealing key, or remove the file, "
                        + "which forgets what it opens")
            }
        }
        keys = Mutex(found)
    }

    /// All that are held.
    var held: [PseudonymKey: [UInt8]] { keys.withLock { $0.mapValues { key in key.withUnsafeBytes { [UInt8]($0) } } } }

    /// Which are held.
    var names: [PseudonymKey] { keys.withLock { $0.keys.sorted() } }

    /// A key that is held; nil where it was never made or is destroyed.
    func key(_ name: PseudonymKey) -> SymmetricKey? { keys.withLock { $0[name] } }

    /// A key, made and written durably where there is none yet.
    func make(_ name: PseudonymKey) throws -> SymmetricKey {
        try keys.withLock { keys in
            if let key = keys[name] { return key }
            let key = SymmetricKey(size: .bits256)
            let sealed = try AES.GCM.seal(
                key.withUnsafeBytes { Data($0) }, using: sealing, authenticating: Data("\(context)/\(Self.file(name))".utf8))
            guard let bytes = sealed.combined else { throw DurableFile.Failure(description: "a key of \(folder) cannot be sealed") }
            try DurableFile.create("\(folder)/\(Self.file(name))", bytes: [UInt8](bytes))
            keys[name] = key
            return key
        }
    }

    /// Overwrites and removes a key; one that is gone is no error.
    func destroy(_ name: PseudonymKey) throws {
        try keys.withLock { keys in
            keys[name] = nil
            try DurableFile.erase("\(folder)/\(Self.file(name))", length: Self.sealedLength)
        }
    }

    /// Identifiers of sources hold no point.
    private static func file(_ name: PseudonymKey) -> String { "\(name.day).\(name.source)\(suffix)" }

    private static func key(named file: String) -> PseudonymKey? {
        guard file.hasSuffix(suffix) else { return nil }
        let parts = file.dropLast(suffix.count).split(separator: ".", maxSplits: 1)
        guard parts.count == 2, let day = Int32(parts[0]) else { return nil }
        return PseudonymKey(source: String(parts[1]), day: day)
    }
}
