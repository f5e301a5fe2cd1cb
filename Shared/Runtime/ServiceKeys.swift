import Domain
import Foundation
import Transport

/// The keys of one service: its own, those it trusts, and those of the servers it calls.
struct ServiceKeys: Sendable {
    let key: KeyPair
    let authorised: AuthorisedKeys
    let folder: String

    /// Reads the keys of a folder; each error says how to make what is missing.
    init(service: String, folder: String) throws(SettingsError) {
        let path = "\(folder)/\(service).key"
        let remedy =
            "`quietude keys new` makes keys (`quietude up` does it by itself); --security plain-loopback does without, on one machine"
        guard FileManager.default.fileExists(atPath: path) else {
            throw SettingsError("There is no key \(path). \(remedy).")
        }
        do throws(TransportError) {
            key = try KeyPair(readingFrom: path)
            authorised = AuthorisedKeys(folder: "\(folder)/authorised")
            try authorised.reload()
        } catch {
            throw SettingsError("\(error). \(remedy).")
        }
        self.folder = folder
    }

    /// The public key of a service that is called: that of its file in `authorised`. With several, as during a rotation, the one that
    /// does not expire, or expires last.
    func serverKey(of service: String) throws(SettingsError) -> String {
        let candidates = authorised.all.filter { $0.peer.role == .service && $0.peer.service == service }
        let latest = candidates.max { left, right in
            (left.expires?.milliseconds ?? .max) < (right.expires?.milliseconds ?? .max)
        }
        guard let latest else {
            throw SettingsError(
                "No file of \(folder)/authorised holds the public key of \(service) (role: service, service: \(service)). "
                    + "Copy it there from where `quietude keys new` made it.")
        }
        return latest.peer.publicKey
    }
}
