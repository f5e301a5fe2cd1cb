import Crypto
import Foundation
import Runtime

/// The single-user token: random, in a file that its owner alone may read. Whoever reads the file runs the house anyway.
struct HouseToken: Sendable {
    private let token: String

    /// Reads the token, or makes it.
    init(path: String) throws {
        if let data = FileManager.default.contents(atPath: path) {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            if let mode = attributes[.posixPermissions] as? NSNumber, mode.intValue & 0o077 != 0 {
                throw SettingsError("Others may read \(path): chmod 600 it, or remove it and a new token is made at the next start.")
            }
            token = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
            guard token.utf8.count >= 32 else {
                throw SettingsError("\(path) holds no token of at least 32 characters: remove it, and one is made at the next start.")
            }
        } else {
            token = SessionDesk.random()
            try DurableFile.create(path, bytes: Array((token + "\n").utf8))
        }
    }

    /// Compares in a time that tells nothing.
    func matches(_ other: String) -> Bool {
        let mine = SHA256.hash(data: Data(token.utf8))
        return mine == SHA256.hash(data: Data(other.utf8))
    }
}
