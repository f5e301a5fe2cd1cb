import Foundation
import Logging

/// A gateway's file, read whole: its settings and how it carries. Nothing of a file with a fault is used.
struct GatewayFile {
    let settings: GatewaySettings
    let carrier: any Carrier

    /// Reads a file; throws `ConfigurationError` with every fault.
    init(kind: GatewayKind, path: String, logger: Logger) async throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ConfigurationError([
                ConfigurationFault(
                    line: nil, key: "file",
                    remedy: "there is none at \(path); compose/config/gateway-\(kind.rawValue).yaml shows how to write one")
            ])
        }
        try await self.init(kind: kind, yaml: String(decoding: data, as: UTF8.self), logger: logger)
    }

    /// Reads a document.
    init(kind: GatewayKind, yaml: String, logger: Logger) async throws {
        let (root, faults) = try ConfigurationSection.root(yaml: yaml)
        settings = GatewaySettings(root)
        let carrier = await kind.carrier(root, settings: settings, logger: logger)
        root.finish()
        guard let carrier, faults.all.isEmpty else {
            await carrier?.close()
            throw ConfigurationError(faults.all)
        }
        self.carrier = carrier
    }
}
