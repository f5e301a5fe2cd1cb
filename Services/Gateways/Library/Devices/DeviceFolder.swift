import Domain
import Foundation
import Logging

/// The devices of a gateway, a JSON file each; the folder is read again when it has changed. Guards what was read.
actor DeviceFolder {
    private let folder: String
    private let logger: Logger
    private let isUsable: @Sendable (Device) -> Bool
    private var devices: [String: Device] = [:]
    private var listed: [Endpoint] = []
    private var changed: Date?

    /// Files at the most.
    private static let mostDevices = 1_000_000

    /// - Parameter isUsable: whether a device is one of this kind of gateway.
    init(_ folder: String, logger: Logger, isUsable: @escaping @Sendable (Device) -> Bool) {
        (self.folder, self.logger, self.isUsable) = (folder, logger, isUsable)
    }

    /// Where alerts go now, in order of name.
    func endpoints() -> [Endpoint] {
        refresh()
        return listed
    }

    func device(_ identifier: String) -> Device? {
        refresh()
        return devices[identifier]
    }

    /// The subscription is over: its file goes.
    func forget(_ identifier: String) {
        guard devices.removeValue(forKey: identifier) != nil else { return }
        listed.removeAll { $0.identifier == identifier }
        try? FileManager.default.removeItem(atPath: "\(folder)/\(identifier).json")
    }

    private func refresh() {
        let now = (try? FileManager.default.attributesOfItem(atPath: folder))?[.modificationDate] as? Date
        // A file that was written within the last second may not move the folder's time again.
        if let now, let changed, now == changed, Date().timeIntervalSince(now) > 1 { return }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            logger.error("the folder of devices cannot be read")
            return
        }
        changed = now
        var read: [String: Device] = [:]
        var refused = 0
        for name in names where name.hasSuffix(".json") && !name.hasPrefix(".") && read.count < Self.mostDevices {
            let identifier = String(name.dropLast(5))
            if let data = FileManager.default.contents(atPath: "\(folder)/\(name)"),
                let device = Device(json: data, identifier: identifier),
                isUsable(device)
            {
                read[identifier] = device
            } else {
                refused += 1
            }
        }
        if refused > 0 { logger.warning("files in the folder of devices are no devices", metadata: ["files": "\(refused)"]) }
        devices = read
        listed = read.values.sorted { $0.identifier < $1.identifier }.map {
            Endpoint(identifier: $0.identifier, filter: EndpointFilter($0.filter))
        }
    }
}
