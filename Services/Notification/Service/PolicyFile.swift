import Crypto
import Foundation
import Notification
import Runtime

/// The alert policy as it was at the start, with the digest that the journal notes.
struct PolicyFile {
    let policy: AlertPolicy
    let digest: [UInt8]

    /// Reads the file that the settings name.
    init(_ environment: ServiceEnvironment) throws {
        let path = environment.config.resolved.text("policy") ?? "\(environment.dataDirectory)/alert-policy.yaml"
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SettingsError(
                "There is no alert policy at \(path). Write one (compose/config/alert-policy.yaml shows how), or name another with --policy."
            )
        }
        do throws(AlertPolicyError) {
            policy = try AlertPolicy(yaml: String(decoding: data, as: UTF8.self))
        } catch {
            throw SettingsError("The alert policy \(path) has faults; nothing of it is used:\n\(error)")
        }
        digest = Array(SHA256.hash(data: data))
    }
}
