import Anonymization
import Crypto
import Domain
import Logging
import Runtime

/// The day keys of a territory: those of pseudonyms and those of notes.
struct DayKeys: Sendable {
    let linking: DayKeyStore
    let texts: DayKeyStore
    private let readiness: Readiness
    private let name: String

    init(territory: String, environment: ServiceEnvironment, sealing: SymmetricKey) throws {
        let folder = "\(environment.dataDirectory)/\(environment.name)"
        linking = try DayKeyStore(.linking, territory: territory, folder: folder, sealing: sealing)
        texts = try DayKeyStore(.text, territory: territory, folder: folder, sealing: sealing)
        readiness = environment.readiness
        name = "keys/\(territory)"
    }

    /// Links with the keys of this territory, HMAC-SHA-256.
    var linkage: Linking {
        Linking(
            keys: linking.held,
            authentication: { message, key in
                Array(HMAC<SHA256>.authenticationCode(for: message, using: SymmetricKey(data: key)))
            },
            makeKey: { [linking, readiness, name] key in
                try DayKeys.telling(readiness, name) { try linking.make(key).withUnsafeBytes { [UInt8]($0) } }
            })
    }

    /// The key of a day's notes; nil where it cannot be made safe, which is said.
    func keyOfTexts(_ key: PseudonymKey) -> SymmetricKey? { try? DayKeys.telling(readiness, name) { try texts.make(key) } }

    /// Destroys a key; false where that failed, which is said and tried again.
    func destroy(_ key: DayKey) -> Bool {
        let store = key.purpose == .linking ? linking : texts
        return (try? DayKeys.telling(readiness, name) { try store.destroy(key.key) }) != nil
    }

    private static func telling<R>(_ readiness: Readiness, _ name: String, _ action: () throws -> R) throws -> R {
        do {
            let result = try action()
            readiness.clear(name)
            return result
        } catch {
            readiness.report("\(error)")
            readiness.set(name, "\(error)", blocks: false)
            throw error
        }
    }
}
