import Crypto
import Foundation
import Runtime

/// The data keys under which raw observations lie at rest: one an hour of arrival, each in a file of its own (mode 0600).
///
/// Destroying the file destroys every observation sealed under it, wherever copies of the ciphertext may be. A key is durable before
/// anything sealed under it is acknowledged.
struct HourKeys {
    /// Hours since 1970 by ingestion's clock.
    typealias Hour = UInt64

    private let folder: URL
    private var keys: [Hour: SymmetricKey] = [:]

    /// Reads the keys that are still held for a territory; makes the folder where it is missing.
    init(folder: URL) throws {
        self.folder = folder
        let files = FileManager.default
        try files.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        for file in try files.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil) where file.pathExtension == "key" {
            guard let hour = Hour(file.deletingPathExtension().lastPathComponent) else { continue }
            let bytes = try Data(contentsOf: file)
            guard bytes.count == 32 else {
                // A crash between creation and the write leaves a short file: nothing was acknowledged under it.
                try files.removeItem(at: file)
                continue
            }
            keys[hour] = SymmetricKey(data: bytes)
        }
    }

    /// The hours whose keys are held, oldest first.
    var hours: [Hour] { keys.keys.sorted() }

    /// The key of an hour; nil once it was destroyed.
    func key(of hour: Hour) -> SymmetricKey? { keys[hour] }

    /// The key of an hour, made and written durably where there is none yet.
    mutating func keyForSealing(in hour: Hour) throws -> SymmetricKey {
        if let key = keys[hour] { return key }
        let key = SymmetricKey(size: .bits256)
        try DurableFile.create(file(of: hour).path, bytes: key.withUnsafeBytes { [UInt8]($0) })
        keys[hour] = key
        return key
    }

    /// Overwrites and removes the key of an hour.
    mutating func destroy(_ hour: Hour) throws {
        keys[hour] = nil
        try DurableFile.erase(file(of: hour).path, length: 32)
    }

    private func file(of hour: Hour) -> URL { folder.appendingPathComponent("\(hour).key") }
}
