import Crypto
import Foundation
import Runtime

/// The key under which this installation seals its files of day keys: 32 random bytes, made at the first start.
enum SealingKey {
    /// Reads it, or makes it.
    static func read(orCreate path: String) throws -> SymmetricKey {
        if let data = FileManager.default.contents(atPath: path) {
            guard data.count == 32 else {
                throw DurableFile.Failure(
                    description: "\(path) does not hold 32 bytes; restore it from a backup, or remove it together with the folders of day "
                        + "keys beside the journals, which forgets all that they link and open")
            }
            return SymmetricKey(data: data)
        }
        let key = SymmetricKey(size: .bits256)
        try DurableFile.create(path, bytes: key.withUnsafeBytes { [UInt8]($0) })
        return key
    }
}
