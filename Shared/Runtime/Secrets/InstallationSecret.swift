public import Domain
import Foundation

/// The secret under which this installation digests identifiers: 16 random bytes, made at the first start.
public enum InstallationSecret {
    /// Reads it, or makes it.
    public static func read(orCreate path: String) throws -> SipHash128 {
        if let data = FileManager.default.contents(atPath: path) {
            guard let hash = SipHash128(key: [UInt8](data)) else {
                throw DurableFile.Failure(
                    description: "\(path) does not hold 16 bytes; restore it from a backup, or remove it to forget all ids")
            }
            return hash
        }
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        try DurableFile.create(path, bytes: bytes)
        return try read(orCreate: path)
    }
}
